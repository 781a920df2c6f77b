package health.throughline.search.proof;

import static health.throughline.search.proof.Hostile.harmless;
import static health.throughline.search.proof.Hostile.refused;
import static health.throughline.testing.Call.encode;

import health.throughline.search.proof.Hostile.Weakness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no value of its kind can be: numbers, dates, prefixes, modifiers, and far too many of anything. */
final class HostileValues {

    /** Per type of parameter, one of that type and a value it takes. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "number", "RiskAssessment?probability#=0.5",
            "date", "Patient?birthdate#=2000",
            "string", "Patient?family#=x",
            "token", "Patient?gender#=male",
            "reference", "Observation?subject#=Patient/1",
            "quantity", "Observation?value-quantity#=5",
            "uri", "StructureMap?url#=http://example.org/x",
            "composite", "Observation?code-value-quantity#=x$5");

    /** The modifiers of R4 that fit a type, and :not, which this server has for all. */
    private static final Map<String, String> FITTING = Map.of(
            "number", "missing not",
            "date", "missing not",
            "string", "missing not exact contains text",
            "token", "missing not text in not-in above below of-type",
            "reference", "missing not identifier above below Patient text in not-in",
            "quantity", "missing not",
            "uri", "missing not above below",
            "composite", "missing not");

    private static final List<String> MODIFIERS = List.of(
            "exact",
            "contains",
            "text",
            "in",
            "not-in",
            "above",
            "below",
            "of-type",
            "identifier",
            "iterate",
            "Patient",
            "Nonsense",
            "fuzzy",
            "EXACT",
            "Missing",
            "missing:missing",
            "exact:contains",
            "",
            "not:exact");

    private HostileValues() {}

    static Stream<Hostile> all() {
        return Stream.of(modifiers(), prefixes(), numbers(), dates(), many(), deep())
                .flatMap(List::stream);
    }

    private static List<Hostile> modifiers() {
        List<Hostile> all = new ArrayList<>();
        PARAMETERS.forEach((type, query) -> MODIFIERS.stream()
                .filter(modifier -> modifier.isEmpty()
                        || !List.of(FITTING.get(type).split(" ")).contains(modifier))
                .forEach(modifier -> all.add(modifier(query, modifier))));
        for (String name : List.of("_id", "_lastUpdated")) {
            for (String modifier : List.of("exact", "contains", "fuzzy", "Patient")) {
                all.add(refused("/Patient?" + name + ":" + modifier + "=2000", name));
            }
        }
        return all;
    }

    private static Hostile modifier(String query, String modifier) {
        return refused("/" + query.replace("#", ":" + modifier), query.replaceAll(".*\\?(.*)#.*", "$1"))
                .against(modifier.isEmpty() ? Weakness.NAME_LEFT_OUT : Weakness.NONE);
    }

    private static List<Hostile> prefixes() {
        List<Hostile> all = new ArrayList<>();
        for (String prefix :
                List.of("xx", "GE", "gege", "ge ", "=", ">", "<=", "ge-", "eqap", "g", "nee", "po", "co")) {
            all.add(refused("/Patient?birthdate=" + encode(prefix + "2000"), "birthdate"));
            all.add(refused("/Patient?_lastUpdated=" + encode(prefix + "2000"), "_lastUpdated"));
            if (!prefix.equals("ge-")) {
                all.add(refused("/RiskAssessment?probability=" + encode(prefix + "0.5"), "probability"));
                all.add(refused("/Observation?value-quantity=" + encode(prefix + "5||mg"), "value-quantity"));
            }
        }
        for (String alone : List.of("ge", "ap", "eq", "-", "+", ".", "e", "1e", "--1", "1..2")) {
            all.add(refused("/Patient?birthdate=" + encode(alone), "birthdate"));
            all.add(refused("/RiskAssessment?probability=" + encode(alone), "probability"));
            all.add(refused("/Observation?value-quantity=" + encode(alone + "||mg"), "value-quantity"));
        }
        return all;
    }

    private static List<Hostile> numbers() {
        List<Hostile> all = new ArrayList<>();
        for (String number : List.of(
                "1e999",
                "-1e999",
                "1e-999",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x1F",
                "1_000",
                "1,5e",
                "１２",
                "1e2147483647",
                "1e-2147483648",
                "1e99999999999",
                "9".repeat(400),
                "0." + "0".repeat(400) + "1",
                "1d",
                "1f",
                "1L",
                "½",
                "0b1",
                "1 2",
                "٣")) {
            if (!number.contains(",")) {
                Weakness weakness = number.chars().allMatch(c -> c < 128) ? Weakness.NONE : Weakness.FOREIGN_DIGITS;
                Stream.of(
                                refused("/RiskAssessment?probability=" + encode(number), "probability"),
                                refused("/Patient?_count=" + encode(number), "_count"),
                                refused("/Patient?_maxresults=" + encode(number), "_maxresults"),
                                refused(
                                        "/Observation?value-quantity=gt" + encode(number) + "%7C%7Cmg",
                                        "value-quantity"),
                                refused(
                                        "/Observation?code-value-quantity=" + encode("x$" + number + "||mg"),
                                        "code-value-quantity"))
                        .forEach(one -> all.add(one.against(weakness)));
            }
        }
        all.add(harmless("/RiskAssessment?probability=1.7976931348623157E309"));
        all.add(harmless("/RiskAssessment?probability=gt1.7976931348623157E309"));
        return all;
    }

    private static List<Hostile> dates() {
        List<Hostile> all = new ArrayList<>();
        for (String date : List.of(
                "10000",
                "-2000",
                "+2000",
                "2000-00",
                "2000-13",
                "2000-02-30",
                "2001-02-29",
                "2000-01-00",
                "2000-01-32",
                "2000-01-01T25:00:00Z",
                "2000-01-01T10:60:00Z",
                "2000-01-01T10",
                "2000-01-01T",
                "2000-01-01T10:00:00+99:99",
                "2000-01-01T10:00:00+19:00",
                "99999-01-01",
                "2000-1-1",
                "20000101",
                "2000-01-01T10:00:00." + "9".repeat(300),
                "2000-W01-1",
                "today",
                "now()",
                "2000/01/01",
                "２０００",
                "999999999-12-31",
                "2000-01-01T10:00:00Z[UTC]")) {
            all.add(refused("/Patient?birthdate=" + encode(date), "birthdate"));
            all.add(refused("/Patient?_lastUpdated=ge" + encode(date), "_lastUpdated"));
            all.add(refused("/Observation?code-value-date=" + encode("x$" + date), "code-value-date"));
        }
        for (String edge :
                List.of("0000", "0001", "9999", "9999-12-31T23:59:59.999Z", "ap0001", "ap9999-12-31", "ne9999")) {
            all.add(harmless("/Patient?birthdate=" + encode(edge) + "&_id=nobody"));
            all.add(harmless("/Patient?_lastUpdated=" + encode(edge) + "&_id=nobody"));
        }
        return all;
    }

    private static List<Hostile> many() {
        List<Hostile> all = new ArrayList<>();
        PARAMETERS.forEach((type, query) -> {
            String name = query.replaceAll(".*\\?(.*)#.*", "$1");
            String value = query.replaceAll(".*=", "");
            String head = "/" + query.substring(0, query.indexOf('?') + 1) + name + "=";
            for (int count : List.of(1001, 5000, 100_000)) {
                String values = IntStream.range(0, count).mapToObj(i -> value).collect(Collectors.joining(","));
                all.add(refused(head + values, name).posted().against(Weakness.NAME_LEFT_OUT));
            }
            String parameters =
                    IntStream.range(0, 5000).mapToObj(i -> name + "=" + value).collect(Collectors.joining("&"));
            all.add(refused("/" + query.substring(0, query.indexOf('?') + 1) + parameters, "at most")
                    .posted());
        });
        String keys = IntStream.range(0, 5000).mapToObj(i -> "birthdate").collect(Collectors.joining(","));
        all.add(refused("/Patient?_sort=" + keys, "_sort").posted().against(Weakness.MANY_SORT_KEYS));
        String ids = IntStream.range(0, 100_000).mapToObj(i -> "id" + i).collect(Collectors.joining(","));
        all.add(refused("/Patient?_id=" + ids, "_id").posted().against(Weakness.NAME_LEFT_OUT));
        String includes =
                IntStream.range(0, 5000).mapToObj(i -> "_include=Patient:link").collect(Collectors.joining("&"));
        all.add(refused("/Patient?" + includes, "at most").posted());
        return all;
    }

    private static List<Hostile> deep() {
        List<Hostile> all = new ArrayList<>();
        for (int depth : List.of(20, 200, 2000)) {
            all.add(refused("/Patient?" + "link:Patient.".repeat(depth) + "name=x", "at most")
                    .posted());
            all.add(refused("/Observation?" + "has-member.".repeat(depth) + "code=x", "at most")
                    .posted());
            all.add(refused("/Patient?" + "_has:Patient:link:".repeat(depth) + "name=x", "at most")
                    .posted());
            all.add(refused("/Patient?" + "_has:Patient:link:link.".repeat(depth) + "name=x", "at most")
                    .posted());
            all.add(refused("/Observation?" + "focus.".repeat(depth) + "_id=x", "focus")
                    .posted());
        }
        return all;
    }
}
