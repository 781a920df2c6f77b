package health.throughline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is wrong with the bands of an ObservationDefinition, and which band a value falls in. */
final class ScoreBands {

    /** @param gender empty for whom no other band is meant */
    private record Band(String gender, int low, int high, String code) {}

    private final List<Band> bands = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    ScoreBands(JsonNode definition) {
        for (JsonNode interval : definition.path("qualifiedInterval")) {
            JsonNode low = interval.at("/range/low/value");
            JsonNode high = interval.at("/range/high/value");
            String code = InstrumentFolder.extension(interval, InstrumentFolder.BAND)
                    .at("/valueCoding/code")
                    .asText();
            if (!low.isIntegralNumber() || !high.isIntegralNumber() || code.isEmpty()) {
                problems.add("each qualifiedInterval needs whole numbers range.low and range.high and a score-band");
            }
            if (interval.path("condition").asText().isEmpty()) {
                problems.add("say in qualifiedInterval.condition what band '" + code + "' means");
            }
            bands.add(new Band(interval.path("gender").asText(), low.asInt(), high.asInt(), code));
        }
    }

    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        TreeSet<List<Integer>> ends = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        byGender().forEach((gender, rows) -> {
            rows.sort((a, b) -> Integer.compare(a.low(), b.low()));
            ends.add(List.of(rows.get(0).low(), rows.get(rows.size() - 1).high()));
            for (int n = 0; n < rows.size(); n++) {
                Band row = rows.get(n);
                if (row.high() < row.low()) {
                    all.add("band '" + row.code() + "' ends before it begins");
                }
                if (n > 0 && row.low() != rows.get(n - 1).high() + 1) {
                    all.add("between '" + rows.get(n - 1).code() + "' and '" + row.code()
                            + "' is a gap or an overlap; each band begins one above the end of the one before");
                }
            }
        });
        if (ends.size() > 1) {
            all.add("the bands of each gender have to cover the same range");
        }
        if (!bands.isEmpty() && !byGender().containsKey("")) {
            all.add("give bands without gender too, for those whose gender is another or not known");
        }
        return all;
    }

    private Map<String, List<Band>> byGender() {
        Map<String, List<Band>> rows = new LinkedHashMap<>();
        bands.forEach(band ->
                rows.computeIfAbsent(band.gender(), gender -> new ArrayList<>()).add(band));
        return rows;
    }

    /** The band of a value for whom no gender is known; empty when there is none. */
    String of(int value) {
        return bands.stream()
                .filter(band -> band.gender().isEmpty() && band.low() <= value && value <= band.high())
                .map(Band::code)
                .findFirst()
                .orElse("");
    }

    boolean covers(int low, int high) {
        return bands.isEmpty()
                || bands.stream().mapToInt(Band::low).min().getAsInt() == low
                        && bands.stream().mapToInt(Band::high).max().getAsInt() == high;
    }

    TreeSet<String> codes() {
        TreeSet<String> codes = new TreeSet<>();
        bands.stream().filter(band -> band.gender().isEmpty()).forEach(band -> codes.add(band.code()));
        return codes;
    }
}
