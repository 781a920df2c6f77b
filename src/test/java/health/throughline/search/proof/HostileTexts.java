package health.throughline.search.proof;

import static health.throughline.search.proof.Hostile.SECRET;
import static health.throughline.search.proof.Hostile.harmless;
import static health.throughline.testing.Call.encode;

import health.throughline.search.proof.Hostile.Weakness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Text that means something elsewhere, in every position of a search: SQL, control characters, lengths, patterns. */
final class HostileTexts {

    /** Where text is never right, and what the answer names. */
    private static final List<List<String>> REFUSED = List.of(
            List.of("/Patient?#=1", "Search parameter"),
            List.of("/Patient?name:#=1", "name"),
            List.of("/Patient?birthdate=#", "birthdate"),
            List.of("/Patient?birthdate=#2000", "birthdate"),
            List.of("/Patient?birthdate=2000#", "birthdate"),
            List.of("/Patient?birthdate:missing=#", "birthdate"),
            List.of("/Patient?_lastUpdated=#", "_lastUpdated"),
            List.of("/RiskAssessment?probability=#", "probability"),
            List.of("/RiskAssessment?probability=1#", "probability"),
            List.of("/Observation?value-quantity=#||mg", "value-quantity"),
            List.of("/Observation?code-value-quantity=#", "code-value-quantity"),
            List.of("/Observation?code-value-quantity=x$#", "code-value-quantity"),
            List.of("/Patient?_sort=#", "_sort"),
            List.of("/Patient?_sort=-#", "_sort"),
            List.of("/Patient?_sort=birthdate,#", "_sort"),
            List.of("/Patient?_include=#", "_include"),
            List.of("/Patient?_include=Patient:#", "_include"),
            List.of("/Patient?_include=Patient:link:#", "_include"),
            List.of("/Patient?_revinclude=#:subject", "_revinclude"),
            List.of("/Patient?_revinclude=Observation:#", "_revinclude"),
            List.of("/Observation?subject:#.name=x", "subject"),
            List.of("/Observation?patient.#=x", "patient"),
            List.of("/Observation?#.name=x", "Search parameter"),
            List.of("/Patient?_has:#:patient:code=x", "_has"),
            List.of("/Patient?_has:Observation:#:code=x", "_has"),
            List.of("/Patient?_has:Observation:patient:#=x", "_has"),
            List.of("/Patient?_count=#", "_count"),
            List.of("/Patient?_total=#", "_total"),
            List.of("/Patient?_summary=#", "_summary"),
            List.of("/Patient?_page=#", "page"));

    /** Where any text may be meant. */
    private static final List<String> VALUES = List.of(
            "/Patient?name=#",
            "/Patient?name:exact=#",
            "/Patient?name:contains=#",
            "/Patient?identifier=#",
            "/Patient?identifier=#|x",
            "/Patient?identifier=urn:mrn|#",
            "/Patient?_id=#",
            "/Patient?_tag=#",
            "/Patient?_profile=#",
            "/Observation?subject=#",
            "/Observation?subject=Patient/#",
            "/Observation?subject:identifier=#",
            "/Observation?value-quantity=5|#|mg",
            "/Observation?value-quantity=5||#",
            "/Observation?code-value-quantity=#$5",
            "/Observation?code-value-string=x$#",
            "/StructureMap?url=#",
            "/Observation?patient.name=#",
            "/Patient?_has:Observation:patient:code=#");

    private static final List<String> SQL = List.of(
            SECRET + "'; DROP TABLE resource; --",
            SECRET + "' OR '1'='1",
            SECRET + "1) OR (1=1",
            SECRET + "\\'; SELECT pg_sleep(5); --",
            SECRET + "$$; SELECT pg_sleep(5); $$",
            SECRET + "/**/UNION/**/SELECT/**/1",
            SECRET + "' || pg_sleep(5) || '",
            SECRET + "{fn now()}?::int",
            SECRET + "\" FROM resource r --");

    private static final List<String> CONTROLS = List.of(
            "%01",
            "%08",
            "%0d%0aX-Injected:%201",
            "%1b[31m",
            "%7f",
            "%c2%85",
            "%e2%80%ae",
            "%ef%bf%bf",
            "%f0%9f%92%a3",
            "%e2%80%8b");

    private static final List<String> BROKEN =
            List.of("%00", "%ff", "%c0%af", "%ed%a0%80", "%f5%80%80%80", "%e2%82", "a%00b", "%80");

    /** Positions where the answer says that a name is not known, and not of which parameter. */
    private static final List<String> UNNAMED =
            List.of("_sort=", "Patient:#", "Observation:#", "patient.#", "?#.name", "patient:#", "link:#");

    private static final int LONG = 10_000;

    private HostileTexts() {}

    static Stream<Hostile> all() {
        return Stream.of(sql(), controls(), longs(), patterns(), filters()).flatMap(List::stream);
    }

    private static List<Hostile> sql() {
        List<Hostile> all = new ArrayList<>();
        SQL.forEach(sql -> everywhere(encode(sql), all));
        return all;
    }

    private static void everywhere(String encoded, List<Hostile> all) {
        for (List<String> position : REFUSED) {
            all.add(refused(position, encoded));
        }
        VALUES.forEach(position -> all.add(harmless(path(position, encoded))));
    }

    private static Hostile refused(List<String> position, String encoded) {
        String path = position.get(0);
        Weakness weakness = path.contains("name:#") ? Weakness.MODIFIER_REPEATED : Weakness.NONE;
        boolean unnamed = UNNAMED.stream().anyMatch(path::contains);
        return Hostile.refused(path(path, encoded), position.get(1))
                .against(unnamed ? Weakness.NAME_LEFT_OUT : weakness);
    }

    private static String path(String position, String encoded) {
        return position.replace("|", "%7C").replace("#", encoded);
    }

    private static List<Hostile> controls() {
        List<Hostile> all = new ArrayList<>();
        CONTROLS.forEach(control -> everywhere(SECRET + control, all));
        for (String broken : BROKEN) {
            VALUES.forEach(position -> all.add(Hostile.refused(path(position, SECRET + broken), "UTF-8")));
            VALUES.forEach(position -> all.add(
                    Hostile.refused(path(position, SECRET + broken), "UTF-8").posted()));
            REFUSED.forEach(position -> all.add(Hostile.refused(path(position.get(0), SECRET + broken), "UTF-8")
                    .posted()));
        }
        return all;
    }

    private static List<Hostile> longs() {
        List<Hostile> all = new ArrayList<>();
        for (String letter : List.of("a", "9", "%C3%A9", "Z", ".", "-", ":")) {
            String text = letter.repeat(LONG);
            VALUES.forEach(position -> all.add(harmless(path(position, text)).posted()));
            REFUSED.stream()
                    .filter(position -> !position.get(0).contains("?#"))
                    .forEach(position -> all.add(refused(position, text).posted()));
        }
        all.add(Hostile.refused("/Patient?" + "a".repeat(LONG) + "=1", "Search parameter")
                .posted());
        return all;
    }

    /** What makes backtracking patterns run for ever. */
    private static List<Hostile> patterns() {
        List<Hostile> all = new ArrayList<>();
        for (String pattern : List.of(
                "(a+)+$",
                "a".repeat(3000) + "!",
                "((((((((((".repeat(100),
                "\\".repeat(3001),
                "|".repeat(3000),
                "$".repeat(3000),
                "1".repeat(3000) + "e",
                "2000-01-01T10:00:00." + "0".repeat(3000) + "x",
                " ".repeat(3000) + "x",
                "é̂".repeat(1500),
                "ﷺ".repeat(1500),
                "%".repeat(3000),
                "_%".repeat(1500))) {
            VALUES.forEach(position ->
                    all.add(harmless(path(position, encode(pattern))).posted()));
            for (String number : List.of("/Patient?birthdate=#", "/RiskAssessment?probability=#", "/Patient?_sort=#")) {
                all.add(refused(List.of(number, number.replaceAll(".*\\?(.*)=.*", "$1")), encode(pattern))
                        .posted());
            }
        }
        return all;
    }

    /** A refusal names the parameter within the filter where one is at fault. */
    private static String named(String filter) {
        return filter.startsWith("birthdate") ? "birthdate" : filter.startsWith("name[") ? "name" : "_filter";
    }

    private static List<Hostile> filters() {
        return Stream.of(
                        "(",
                        ")",
                        "((gender eq female)",
                        "gender eq female)",
                        "gender eq",
                        "gender",
                        "eq",
                        "\"",
                        "family sw \"",
                        "not",
                        "not (",
                        "gender eq female and",
                        "gender eq female or or gender eq male",
                        "gender zz female",
                        "colour eq " + SECRET,
                        "birthdate gt " + SECRET,
                        "(".repeat(5000),
                        "not (".repeat(5000) + ")".repeat(5000),
                        "gender eq female and ".repeat(5000) + "gender eq male",
                        SECRET + "'; DROP TABLE resource; --",
                        "family[ eq x",
                        "name[family eq x].given eq y",
                        "family eq \"x\\\"",
                        "")
                .map(filter -> Hostile.refused("/Patient?_filter=" + encode(filter), named(filter))
                        .posted())
                .toList();
    }
}
