package health.throughline.record;

import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A clinic made by chance: clients, staff on their care teams, relatives, another hospital, consents of many shapes, and
 * resources of which it is known, apart from any rule of the server, what they tell of.
 */
final class Clinic {

    static final int PATIENTS = 6;
    static final int STAFF = 4;
    static final int RELATIVES = 5;

    private static final String OWN = Canonicals.BASE + "/CodeSystem/";
    private static final String LOINC = "http://loinc.org";
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final Set<String> SUBSTANCES = Set.of("R", "SUD", "42CFRPart2");

    /**
     * What is true of a resource.
     *
     * @param patients ids of the patients whose data it is
     * @param parts of the record, as consents call them
     * @param labels codes of its security labels
     * @param categories codes of its category
     * @param author who wrote it, of a note kept apart; else empty
     */
    record Fact(
            String type,
            String id,
            Set<String> patients,
            Set<String> parts,
            Set<String> labels,
            Set<String> categories,
            String author) {

        String key() {
            return type + "/" + id;
        }
    }

    /** A kind of resource: what its content is, and what that means. */
    private record Kind(String type, String content, Set<String> parts, Set<String> labels, Set<String> categories) {}

    final List<Population.Step> steps = new ArrayList<>();
    final Map<String, Fact> facts = new LinkedHashMap<>();

    /** Consents as they are stored, each a provision on one patient. */
    final List<RandomConsents.Given> consents = new ArrayList<>();

    /** By the number of a staff member, the patients on whose care team they are. */
    final Map<Integer, Set<String>> treats = new LinkedHashMap<>();

    private final Random random;

    Clinic(long seed) {
        random = new Random(seed);
        directory();
        for (int i = 0; i < PATIENTS; i++) {
            patient(i);
        }
        relatives();
        RandomConsents given = new RandomConsents(random);
        for (int i = 0; i < 40; i++) {
            RandomConsents.Given one = given.next(i);
            consents.add(one);
            put("Consent", "c" + i, one.content(), Set.of(one.patient()), Set.of(), Set.of(), Set.of());
        }
        for (int i = 0; i < PATIENTS; i++) {
            care("p" + i, i);
        }
        shared();
    }

    private static String coded(String element, String system, String code) {
        return "'" + element + "':{'coding':[{'system':'" + system + "','code':'" + code + "'}]}";
    }

    private static String category(String system, String code) {
        return "'category':[{'coding':[{'system':'" + system + "','code':'" + code + "'}]}]";
    }

    private static String observation(String system, String code) {
        return "'status':'final'," + coded("code", system, code);
    }

    private static List<Kind> kinds() {
        String survey = category("http://terminology.hl7.org/CodeSystem/observation-category", "survey");
        return List.of(
                new Kind(
                        "Observation",
                        observation(OWN + "checkin-item", "mood-low"),
                        Set.of("mood-checkins"),
                        Set.of(),
                        Set.of()),
                new Kind(
                        "Observation",
                        observation(OWN + "checkin-item", "craving"),
                        Set.of("mood-checkins", "substance-use"),
                        SUBSTANCES,
                        Set.of()),
                new Kind(
                        "Observation",
                        observation(LOINC, "44261-6") + "," + survey,
                        Set.of("assessments"),
                        Set.of("PSY"),
                        Set.of("survey")),
                new Kind(
                        "Observation",
                        observation(LOINC, "75624-7") + "," + survey,
                        Set.of("assessments", "substance-use"),
                        SUBSTANCES,
                        Set.of("survey")),
                new Kind("Condition", coded("code", ICD, "F10.20"), Set.of("substance-use"), SUBSTANCES, Set.of()),
                new Kind("Condition", coded("code", ICD, "F32.1"), Set.of("diagnoses"), Set.of("PSY"), Set.of()),
                new Kind(
                        "Condition", coded("code", ICD, "T74.11XA"), Set.of("diagnoses"), Set.of("R", "SDV"), Set.of()),
                new Kind(
                        "Encounter",
                        "'status':'finished','class':{'code':'VR'}",
                        Set.of("attendance"),
                        Set.of(),
                        Set.of()),
                new Kind(
                        "CarePlan",
                        "'status':'active','intent':'plan'," + category(OWN + "plan-type", "relapse-prevention"),
                        Set.of("relapse-plan"),
                        Set.of(),
                        Set.of("relapse-prevention")),
                new Kind("CarePlan", "'status':'active','intent':'plan'", Set.of("treatment-plan"), Set.of(), Set.of()),
                new Kind(
                        "Goal",
                        "'lifecycleStatus':'active','description':{'text':'walk'}",
                        Set.of("goals"),
                        Set.of(),
                        Set.of()),
                new Kind("Communication", "'status':'completed'", Set.of("messages"), Set.of(), Set.of()),
                new Kind(
                        "MedicationRequest",
                        "'status':'active','intent':'order','medicationCodeableConcept':{'text':'Buprenorphine 8 mg film'}",
                        Set.of("medications"),
                        SUBSTANCES,
                        Set.of()),
                new Kind(
                        "DocumentReference",
                        "'status':'current','content':[{'attachment':{'title':'note'}}],"
                                + category(OWN + "document-category", "session-note"),
                        Set.of("session-notes"),
                        Set.of(),
                        Set.of("session-note")));
    }

    private void put(
            String type,
            String id,
            String content,
            Set<String> patients,
            Set<String> parts,
            Set<String> labels,
            Set<String> categories) {
        put(new Fact(type, id, patients, parts, labels, categories, ""), content);
    }

    private void put(Fact fact, String content) {
        String body = "{'resourceType':'" + fact.type() + "','id':'" + fact.id() + "'," + content + "}";
        steps.add(new Population.Step(fact.key(), body.replace('\'', '"'), true));
        facts.put(fact.key(), fact);
    }

    private void open(String type, String id, String content) {
        put(type, id, content, Set.of(), Set.of(), Set.of(), Set.of());
    }

    private void directory() {
        open("Organization", "programme", "'name':'Programme'");
        open("Organization", "network", "'name':'Network'");
        open("Organization", "hospital", "'name':'Hospital','partOf':{'reference':'Organization/network'}");
        open("Organization", "stranger", "'name':'Stranger'");
        for (int i = 0; i < STAFF; i++) {
            open("Practitioner", "dr" + i, "'name':[{'family':'Staff" + i + "'}]");
        }
        open("PractitionerRole", "role1", "'active':true,'practitioner':{'reference':'Practitioner/dr1'}");
    }

    private void patient(int number) {
        String id = "p" + number;
        Set<String> self = Set.of(id);
        put(
                "Patient",
                id,
                "'name':[{'family':'Family" + number + "','given':['Given']}],'birthDate':'19" + (70 + number)
                        + "-01-02','link':[{'other':{'reference':'Patient/p" + (number + 1) % PATIENTS
                        + "'},'type':'seealso'}]",
                self,
                Set.of("identity-and-contact"),
                Set.of(),
                Set.of());
        Set<Integer> team = new TreeSet<>(List.of(number % STAFF, random.nextInt(STAFF)));
        StringBuilder participants = new StringBuilder();
        for (int member : team) {
            boolean left = random.nextInt(4) == 0;
            if (!left) {
                treats.computeIfAbsent(member, key -> new TreeSet<>()).add(id);
            }
            participants
                    .append(participants.length() == 0 ? "" : ",")
                    .append("{'member':{'reference':'")
                    .append(member == 1 ? "PractitionerRole/role1" : "Practitioner/dr" + member)
                    .append("'}")
                    .append(left ? ",'period':{'end':'2020-01-01'}" : "")
                    .append("}");
        }
        put(
                "CareTeam",
                "team" + number,
                "'status':'active','subject':{'reference':'Patient/" + id + "'},'participant':[" + participants + "]",
                self,
                Set.of("enrolment"),
                Set.of(),
                Set.of());
    }

    private void relatives() {
        for (int i = 0; i < RELATIVES; i++) {
            put(
                    "RelatedPerson",
                    "r" + i,
                    "'active':" + (i != 4) + ",'patient':{'reference':'Patient/p" + i + "'},'name':[{'family':'Relative"
                            + i + "'}]",
                    Set.of("p" + i),
                    Set.of("identity-and-contact"),
                    Set.of(),
                    Set.of());
        }
    }

    private void care(String patient, int number) {
        String subject = "'subject':{'reference':'Patient/" + patient + "'}";
        int count = 0;
        for (Kind kind : kinds()) {
            String id = patient + "k" + count++;
            boolean mine = random.nextInt(8) == 0;
            Set<String> labels = new TreeSet<>(kind.labels());
            String meta = "";
            if (mine) {
                labels.add("client-private");
                meta = "'meta':{'security':[{'system':'" + OWN + "privacy-label','code':'client-private'}]},";
            }
            put(
                    kind.type(),
                    id,
                    meta + kind.content() + "," + subject,
                    Set.of(patient),
                    kind.parts(),
                    labels,
                    kind.categories());
        }
        String author = "Practitioner/dr" + number % STAFF;
        put(
                new Fact(
                        "DocumentReference",
                        patient + "note",
                        Set.of(patient),
                        Set.of("session-notes"),
                        Set.of("V", "42CFRPart2", "sud-counseling-note"),
                        Set.of("sud-counseling-note"),
                        author),
                "'status':'current','author':[{'reference':'" + author + "'}],'content':[{'attachment':{'title':'n'}}],"
                        + category(OWN + "document-category", "sud-counseling-note") + "," + subject);
        put(
                "Task",
                patient + "task",
                "'status':'requested','intent':'order','for':{'reference':'Patient/" + patient + "'}",
                Set.of(patient),
                Set.of(),
                Set.of(),
                Set.of());
        put(
                "Device",
                patient + "device",
                "'status':'active','patient':{'reference':'Patient/" + patient + "'}",
                Set.of(patient),
                Set.of(),
                Set.of(),
                Set.of());
    }

    /** What belongs to two clients at once, or to nobody. */
    private void shared() {
        put(
                "Group",
                "group",
                "'type':'person','actual':true,'member':[{'entity':{'reference':'Patient/p0'}},{'entity':{'reference':"
                        + "'Patient/p1'}}]",
                Set.of("p0", "p1"),
                Set.of(),
                Set.of(),
                Set.of());
        put(
                "Communication",
                "both",
                "'status':'completed','subject':{'reference':'Patient/p0'},'recipient':[{'reference':'Patient/p2'}]",
                Set.of("p0", "p2"),
                Set.of("messages"),
                Set.of(),
                Set.of());
        put("Observation", "nobodys", observation(LOINC, "8867-4"), Set.of(), Set.of(), Set.of(), Set.of());
    }
}
