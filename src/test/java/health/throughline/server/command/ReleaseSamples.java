package health.throughline.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small releases in the layouts of their owners, with content of our own. */
final class ReleaseSamples {

    private static final String HEAD = "id\teffectiveTime\tactive\tmoduleId\t";
    private static final String ROW = "\t20250101\t1\t900000000000207008\t";

    private static final String FULL = "900000000000003001";
    private static final String SYNONYM = "900000000000013009";

    private ReleaseSamples() {}

    private static Path write(Path folder, String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path loinc(Path parent, String release, String extra) {
        Path folder = parent.resolve("Loinc_" + release);
        write(
                folder,
                "LoincTable/Loinc.csv",
                "\"LOINC_NUM\",\"COMPONENT\",\"CLASS\",\"STATUS\",\"SHORTNAME\",\"LONG_COMMON_NAME\",\"RELATEDNAMES2\"",
                "\"90001-1\",\"River calm\",\"SURVEY\",\"ACTIVE\",\"River calm Scr\",\"Calm of the river, \"\"as told\"\"\",\"stillness\"",
                "\"90002-9\",\"River flow\",\"SURVEY\",\"ACTIVE\",\"River flow\",\"Flow of the river " + extra
                        + "\",\"\"",
                "\"90003-7\",\"Old flow\",\"CHEM\",\"DEPRECATED\",\"Old flow\",\"Flow of the brook\",\"line one",
                "line two\"");
        write(
                folder,
                "AccessoryFiles/AnswerFile/AnswerList.csv",
                "AnswerListId,AnswerListName,AnswerStringId,SequenceNumber,DisplayText",
                "LL900-1,Calm levels,LA9002-2,1,Rushing",
                "LL900-1,Calm levels,LA9001-4,2,Still");
        write(
                folder,
                "AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv",
                "PATH_TO_ROOT,SEQUENCE,IMMEDIATE_PARENT,CODE,CODE_TEXT",
                ",1,,LP9000-1,Waters",
                "LP9000-1,1,LP9000-1,90001-1,River calm",
                "LP9000-1,2,LP9000-1,90002-9,River flow");
        return folder;
    }

    static Path icd10cm(Path parent) {
        Path folder = parent.resolve("icd");
        write(
                folder,
                "icd10cm-order-2025.txt",
                "00001 Q97     0 Weather of mind                                              Weather of the mind",
                "00002 Q970    1 Weather of mind, fair                                        Weather of the mind, fair",
                "00003 Q9711   1 Weather of mind, storm, first                                Weather of the mind, storm, first day");
        write(
                folder,
                "icd10cm-tabular-2025.xml",
                "<ICD10CM.tabular><chapter><name>17</name><desc>Skies</desc><section id=\"Q97-Q99\"><desc>Weathers</desc>"
                        + "<diag><name>Q97</name><desc>Weather of the mind</desc><includes><note>all skies</note></includes>"
                        + "<diag><name>Q97.0</name><desc>Weather of the mind, fair</desc></diag></diag>"
                        + "</section></chapter></ICD10CM.tabular>");
        return folder;
    }

    static Path rxnorm(Path parent) {
        Path folder = parent.resolve("RxNorm_full_01062025");
        write(
                folder,
                "rrf/RXNCONSO.RRF",
                name("9100", "SY", "calming drops"),
                name("9100", "IN", "serenitol"),
                name("9200", "SCD", "serenitol 5 MG Oral Tablet"),
                name("9300", "SCDF", "serenitol Oral Tablet"),
                "9100|ENG||||||1|||S|OTHER|IN|9|not ours||N||");
        write(
                folder,
                "rrf/RXNREL.RRF",
                "9300||CUI|RN|9200||CUI|isa|1||RXNORM||||N||",
                "9100||CUI|RO|9200||CUI|has_ingredient|2||RXNORM||||N||");
        return folder;
    }

    private static String name(String code, String kind, String name) {
        return code + "|ENG||||||1||||RXNORM|" + kind + "|" + code + "|" + name + "||N||";
    }

    static Path snomed(Path parent) {
        Path folder = parent.resolve("sct/Snapshot");
        write(
                folder,
                "Terminology/sct2_Concept_Snapshot_INT_20250101.txt",
                HEAD + "definitionStatusId",
                "138875005" + ROW + "900000000000074008",
                "910000001" + ROW + "900000000000074008",
                "920000002" + ROW + "900000000000074008",
                "930000003\t20250101\t0\t900000000000207008\t900000000000074008");
        write(
                folder,
                "Terminology/sct2_Description_Snapshot-en_INT_20250101.txt",
                HEAD + "conceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId",
                described("1", "138875005", FULL, "All things (thing)"),
                described("2", "910000001", FULL, "Garden (place)"),
                described("3", "910000001", SYNONYM, "Plot"),
                described("4", "910000001", SYNONYM, "Garden"),
                described("5", "920000002", FULL, "Rose garden (place)"),
                described("6", "930000003", FULL, "Lost garden (place)"));
        write(
                folder,
                "Refset/Language/der2_cRefset_LanguageSnapshot-en_INT_20250101.txt",
                HEAD + "refsetId\treferencedComponentId\tacceptabilityId",
                "r1" + ROW + "900000000000509007\t4\t900000000000548007");
        write(
                folder,
                "Terminology/sct2_Relationship_Snapshot_INT_20250101.txt",
                HEAD + "sourceId\tdestinationId\trelationshipGroup\ttypeId\tcharacteristicTypeId\tmodifierId",
                related("11", "910000001", "138875005", "116680003"),
                related("12", "920000002", "910000001", "116680003"),
                related("13", "920000002", "138875005", "363698007"));
        return Objects.requireNonNull(folder.getParent());
    }

    private static String described(String id, String concept, String type, String term) {
        return id + ROW + concept + "\ten\t" + type + "\t" + term + "\t900000000000448009";
    }

    private static String related(String id, String from, String to, String type) {
        return id + ROW + from + "\t" + to + "\t0\t" + type + "\t900000000000011006\t900000000000451002";
    }

    static Path fhir(Path parent) {
        return write(
                parent,
                "weather.json",
                "{\"resourceType\":\"CodeSystem\",\"url\":\"http://test.example/cs/weather\",\"version\":\"7\",\"content\":\"complete\",",
                "\"status\":\"active\",\"concept\":[{\"code\":\"sky\",\"display\":\"Sky\",\"concept\":[",
                "{\"code\":\"rain\",\"display\":\"Rain\",\"definition\":\"Water that falls\",\"concept\":[{\"code\":\"drizzle\",\"display\":\"Drizzle\"}]},",
                "{\"code\":\"hail\",\"display\":\"Hail\",\"property\":[{\"code\":\"status\",\"valueCode\":\"retired\"}]}]},",
                "{\"code\":\"ground\",\"display\":\"Ground\",\"property\":[{\"code\":\"notSelectable\",\"valueBoolean\":true}]}]}");
    }

    /** A system of one concept with {@code count} below it. */
    static Path many(Path parent, int count) {
        String below = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"code\":\"c" + i + "\",\"display\":\"Concept " + i + "\"}")
                .collect(Collectors.joining(","));
        return write(
                parent,
                "many.json",
                "{\"resourceType\":\"CodeSystem\",\"url\":\"http://test.example/cs/many\",\"version\":\"1\",\"content\":\"complete\",",
                "\"concept\":[{\"code\":\"root\",\"display\":\"Everything\",\"concept\":[" + below + "]}]}");
    }
}
