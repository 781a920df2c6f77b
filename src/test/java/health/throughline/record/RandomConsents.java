package health.throughline.record;

import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Consents by chance: permissions and denials, exceptions and exceptions to those, in force and not. */
final class RandomConsents {

    private static final List<String> PARTS = List.of(
            "identity-and-contact",
            "attendance",
            "mood-checkins",
            "assessments",
            "substance-use",
            "diagnoses",
            "relapse-plan",
            "goals",
            "session-notes",
            "messages");
    private static final List<String> TYPES =
            List.of("Observation", "Condition", "Encounter", "CarePlan", "Goal", "Patient", "DocumentReference");
    private static final List<String> LABELS = List.of("SUD", "PSY", "42CFRPart2", "SDV");

    /** A provision and its exceptions; empty sets stand for elements that are absent. */
    record Provision(
            boolean permit,
            Set<String> actors,
            Set<String> purposes,
            Set<String> types,
            Set<String> parts,
            Set<String> labels,
            boolean expired,
            List<Provision> exceptions) {}

    /** A Consent. */
    record Given(String patient, boolean active, Provision provision, String content) {}

    private final Random random;

    RandomConsents(Random random) {
        this.random = random;
    }

    Given next(int number) {
        String patient = "p" + random.nextInt(Clinic.PATIENTS);
        boolean notes = random.nextInt(10) == 0;
        Provision root = notes ? aboutNotes(patient) : provision(random.nextInt(4) > 0, actors(patient), 0);
        boolean active = random.nextInt(6) > 0;
        String content = "'status':'" + (active ? "active" : "inactive")
                + "','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'coding':[{'code':'x" + number
                + "'}]}],'patient':{'reference':'Patient/" + patient
                + "'},'policy':[{'uri':'urn:policy'}],'provision':" + json(root);
        return new Given(patient, active, root, content);
    }

    private Provision aboutNotes(String patient) {
        return new Provision(
                true, actors(patient), Set.of(), Set.of(), Set.of(), Set.of("sud-counseling-note"), false, List.of());
    }

    private Set<String> actors(String patient) {
        int number = patient.charAt(1) - '0';
        List<String> all = List.of(
                "RelatedPerson/r" + number,
                "Organization/hospital",
                "Organization/network",
                "Practitioner/dr" + random.nextInt(Clinic.STAFF));
        return random.nextInt(8) == 0 ? Set.of() : Set.of(all.get(random.nextInt(all.size())));
    }

    private Provision provision(boolean permit, Set<String> actors, int depth) {
        List<Provision> exceptions = new ArrayList<>();
        int count = depth < 2 ? random.nextInt(3) : 0;
        for (int i = 0; i < count; i++) {
            exceptions.add(provision(!permit, Set.of(), depth + 1));
        }
        return new Provision(
                permit,
                actors,
                random.nextInt(4) == 0
                        ? Set.of("TREAT", "FAMRQT")
                        : random.nextInt(8) == 0 ? Set.of("HRESCH") : Set.of(),
                some(TYPES, depth == 0 ? 5 : 3),
                some(PARTS, depth == 0 ? 2 : 3),
                some(LABELS, 6),
                random.nextInt(9) == 0,
                exceptions);
    }

    /** One time in {@code rarely}, a few of {@code all}; else none. */
    private Set<String> some(List<String> all, int rarely) {
        Set<String> chosen = new TreeSet<>();
        if (random.nextInt(rarely) == 0) {
            for (int i = 0; i <= random.nextInt(4); i++) {
                chosen.add(all.get(random.nextInt(all.size())));
            }
        }
        return chosen;
    }

    private static String json(Provision provision) {
        List<String> elements = new ArrayList<>();
        elements.add("'type':'" + (provision.permit() ? "permit" : "deny") + "'");
        if (provision.expired()) {
            elements.add("'period':{'end':'2021-05'}");
        }
        each(
                "actor",
                provision.actors(),
                elements,
                actor -> "{'role':{'coding':[{'code':'IRCP'}]},'reference':{'reference':'" + actor + "'}}");
        each("purpose", provision.purposes(), elements, code -> "{'system':'urn:p','code':'" + code + "'}");
        each(
                "class",
                provision.types(),
                elements,
                type -> "{'system':'http://hl7.org/fhir/resource-types','code':'" + type + "'}");
        each(
                "code",
                provision.parts(),
                elements,
                part -> "{'coding':[{'system':'" + Canonicals.BASE + "/CodeSystem/consent-category','code':'" + part
                        + "'}]}");
        each("securityLabel", provision.labels(), elements, RandomConsents::label);
        if (!provision.exceptions().isEmpty()) {
            List<String> nested =
                    provision.exceptions().stream().map(RandomConsents::json).toList();
            elements.add("'provision':[" + String.join(",", nested) + "]");
        }
        return "{" + String.join(",", elements) + "}";
    }

    private static String label(String code) {
        String system = code.equals("sud-counseling-note")
                ? Canonicals.BASE + "/CodeSystem/privacy-label"
                : "http://terminology.hl7.org/CodeSystem/v3-ActCode";
        return "{'system':'" + system + "','code':'" + code + "'}";
    }

    private static void each(
            String element, Set<String> values, List<String> elements, java.util.function.UnaryOperator<String> form) {
        if (!values.isEmpty()) {
            elements.add("'" + element + "':["
                    + String.join(",", values.stream().map(form).toList()) + "]");
        }
    }
}
