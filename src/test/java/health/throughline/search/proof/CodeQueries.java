package health.throughline.search.proof;

import static health.throughline.search.proof.Feature.COMBINED;
import static health.throughline.search.proof.Feature.COMPOSITE;
import static health.throughline.search.proof.Feature.IDENTIFIER_SYSTEM;
import static health.throughline.search.proof.Feature.META;
import static health.throughline.search.proof.Feature.MISSING;
import static health.throughline.search.proof.Feature.MISSING_ELEMENT;
import static health.throughline.search.proof.Feature.MISSING_REFERENCE;
import static health.throughline.search.proof.Feature.TOKEN;
import static health.throughline.search.proof.Feature.TOKEN_BINDING;
import static health.throughline.search.proof.Feature.TOKEN_CHOICE;
import static health.throughline.search.proof.Feature.TOKEN_HIERARCHY;
import static health.throughline.search.proof.Feature.TOKEN_IN;
import static health.throughline.search.proof.Feature.TOKEN_OF_TYPE;
import static health.throughline.search.proof.Feature.TOKEN_SYSTEM_ONLY;
import static health.throughline.search.proof.Feature.TOKEN_TEXT;

import java.util.List;
import java.util.Map;

/** The fixed queries about codes, and about several conditions at once. */
final class CodeQueries {

    private CodeQueries() {}

    static void add(Map<Feature, List<String>> queries) {
        queries.put(TOKEN, tokens());
        queries.put(
                TOKEN_BINDING,
                List.of(
                        "Task?intent=http://hl7.org/fhir/request-intent|order",
                        "Task?intent:not=http://hl7.org/fhir/request-intent|plan",
                        "Task?intent=order&status=http://hl7.org/fhir/task-status|requested"));
        queries.put(
                TOKEN_SYSTEM_ONLY,
                List.of(
                        "Patient?identifier=urn:mrn|",
                        "Observation?value-concept=http://example.org/cs/moods|",
                        "Observation?code=urn:other|",
                        "Observation?code=urn:nothing|",
                        "Observation?code:not=urn:edge|",
                        "Encounter?class=http://terminology.hl7.org/CodeSystem/v3-ActCode|",
                        "Patient?_tag=urn:tags|"));
        queries.put(
                TOKEN_TEXT,
                List.of(
                        "Observation?code:text=mood",
                        "Observation?code:text=MOODY",
                        "Observation?code:text=words",
                        "Observation?code:text=how one",
                        "Observation?code:text=ords",
                        "Observation?value-concept:text=feeling low",
                        "Observation?value-concept:text=low",
                        "Observation?value-concept:text=spirited",
                        "Patient?identifier:text=medical",
                        "Patient?identifier:text=number",
                        "Patient?language:text=german",
                        "Encounter?class:text=ambul",
                        "Observation?code:text=mood,word"));
        queries.put(
                TOKEN_IN,
                List.of(
                        "Observation?value-concept:in=http://example.org/vs/e-vs-low",
                        "Observation?value-concept:in=http://example.org/vs/e-vs-two",
                        "Observation?value-concept:in=ValueSet/e-vs-two",
                        "Observation?value-concept:in=http://example.org/vs/e-vs-all",
                        "Observation?value-concept:in=http://example.org/vs/e-vs-import",
                        "Observation?value-concept:in=http://example.org/vs/e-vs-except",
                        "Observation?value-concept:in=http://example.org/vs/e-vs-both",
                        "Observation?value-concept:not-in=http://example.org/vs/e-vs-low",
                        "Observation?value-concept:not-in=http://example.org/vs/e-vs-except",
                        "Patient?gender:in=http://example.org/vs/e-vs-gender",
                        "Patient?gender:not-in=http://example.org/vs/e-vs-gender",
                        "Observation?code=mood&value-concept:in=http://example.org/vs/e-vs-low"));
        queries.put(
                TOKEN_HIERARCHY,
                List.of(
                        "Observation?value-concept:below=http://example.org/cs/moods|low",
                        "Observation?value-concept:below=http://example.org/cs/moods|sad",
                        "Observation?value-concept:below=http://example.org/cs/moods|elated",
                        "Observation?value-concept:above=http://example.org/cs/moods|tearful",
                        "Observation?value-concept:above=http://example.org/cs/moods|elated",
                        "Observation?value-concept:above=http://example.org/cs/moods|low",
                        "Observation?value-concept:below=http://example.org/cs/moods|flat,http://example.org/cs/moods|high"));
        queries.put(
                TOKEN_OF_TYPE,
                List.of(
                        "Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|A-1",
                        "Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|SS|A-1",
                        "Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|SS|B\\|2\\,3",
                        "Patient?identifier:of-type=urn:nothing|MR|A-1"));
        queries.put(COMPOSITE, composites());
        queries.put(MISSING, missing());
        queries.put(
                MISSING_ELEMENT,
                List.of(
                        "Observation?code:missing=true",
                        "Observation?code:missing=false",
                        "Observation?value-concept:missing=false",
                        "Observation?code:not=edge,amount&status=final&value-concept:missing=true",
                        "Patient?_has:Condition:patient:code:missing=false",
                        "Patient?general-practitioner:missing=true"));
        queries.put(
                MISSING_REFERENCE,
                List.of(
                        "Observation?subject:missing=true",
                        "Observation?subject:missing=false",
                        "Observation?code=edge&subject:missing=true&date:missing=true"));
        queries.put(TOKEN_CHOICE, List.of("Group?value=mixed", "Group?value=urn:edge|mixed"));
        queries.put(IDENTIFIER_SYSTEM, List.of("Observation?subject:identifier=urn:mrn|"));
        queries.put(META, meta());
        queries.put(COMBINED, combined());
    }

    private static List<String> tokens() {
        return List.of(
                "Patient?gender=female",
                "Patient?gender=http://hl7.org/fhir/administrative-gender|female",
                "Patient?gender=urn:wrong|female",
                "Patient?gender=|female",
                "Patient?gender=female,male",
                "Patient?gender:not=female",
                "Patient?gender:not=female,male",
                "Patient?gender:not=http://hl7.org/fhir/administrative-gender|female",
                "Patient?active=true",
                "Patient?active=false",
                "Patient?active:not=true",
                "Patient?deceased=true",
                "Patient?deceased=false",
                "Patient?identifier=A-1",
                "Patient?identifier=urn:mrn|A-1",
                "Patient?identifier=|A-1",
                "Patient?identifier=urn:mrn|B\\|2\\,3",
                "Patient?identifier=B\\|2\\,3,urn:ssn|A-1",
                "Patient?identifier:not=urn:mrn|A-1",
                "Patient?telecom=555-0100",
                "Patient?phone=555-0100",
                "Patient?email=555-0100",
                "Patient?email=zoe@example.org",
                "Patient?address-use=home",
                "Patient?language=de",
                "Patient?language=urn:ietf:bcp:47|de",
                "Observation?code=mood",
                "Observation?code=urn:edge|mood",
                "Observation?code=urn:other|temper",
                "Observation?code=|bare",
                "Observation?code=|mood",
                "Observation?code=bare",
                "Observation?code:not=urn:edge|mood",
                "Observation?code=urn:edge|mood&code=bare",
                "Observation?value-concept=sad,flat",
                "Observation?value-concept:not=http://example.org/cs/moods|sad",
                "Observation?combo-code=8480-6",
                "Observation?component-code=http://loinc.org|8480-6",
                "Observation?status=final",
                "Observation?status:not=final",
                "Observation?data-absent-reason=asked-declined",
                "Encounter?class=AMB",
                "Encounter?class=|VR",
                "Encounter?status=finished,in-progress",
                "Condition?clinical-status=active",
                "Organization?type=prov",
                "Medication?code=naltrexone",
                "MedicationRequest?code=naltrexone",
                "Flag?status=active",
                "DetectedIssue?status=preliminary");
    }

    private static List<String> composites() {
        return List.of(
                "Observation?code-value-quantity=urn:edge|amount$gt100",
                "Observation?code-value-quantity=amount$100",
                "Observation?code-value-quantity=urn:edge|amount$5.4|urn:units|mg",
                "Observation?code-value-quantity=urn:edge|amount$5.4||mg",
                "Observation?code-value-quantity=urn:other|amount$100",
                "Observation?combo-code-value-quantity=http://loinc.org|8480-6$gt100",
                "Observation?combo-code-value-quantity=http://loinc.org|8462-4$gt100",
                "Observation?component-code-value-quantity=8480-6$120||mm[Hg]",
                "Observation?component-code-value-quantity=8480-6$80",
                "Observation?combo-code-value-quantity=amount$lt0",
                "Observation?code-value-concept=urn:edge|mood$http://example.org/cs/moods|sad",
                "Observation?code-value-concept=mood$sad",
                "Observation?code-value-concept=mood$urn:other|sad",
                "Observation?code-value-concept=mood$sad,mood$flat",
                "Observation?combo-code-value-concept=mood$low",
                "Observation?code-value-string=urn:edge|say$arg",
                "Observation?code-value-string=say$calm",
                "Observation?code-value-date=when$2019-06",
                "Observation?code-value-date=urn:edge|when$gt2019-06-15",
                "Observation?code-value-date=when$eb2019-06-16",
                "Group?characteristic-value=gender$mixed",
                "Group?characteristic-value=urn:edge|gender$urn:edge|mixed",
                "DocumentReference?relationship=replaces$DocumentReference/e-doc-old",
                "DocumentReference?relationship=signs$DocumentReference/e-doc-old",
                "MolecularSequence?chromosome-window-coordinate=1$100$200",
                "MolecularSequence?chromosome-window-coordinate=urn:chr|1$gt50$lt300",
                "MolecularSequence?chromosome-variant-coordinate=1$110$lt115");
    }

    private static List<String> missing() {
        return List.of(
                "Patient?gender:missing=true",
                "Patient?gender:missing=false",
                "Patient?name:missing=true",
                "Patient?birthdate:missing=true",
                "Patient?address:missing=false",
                "Patient?organization:missing=true",
                "Patient?organization:missing=false",
                "Patient?language:missing=false",
                "Patient?email:missing=true",
                "Patient?death-date:missing=true",
                "Observation?value-quantity:missing=false",
                "Observation?component-code:missing=false",
                "Observation?date:missing=true",
                "RiskAssessment?probability:missing=true",
                "QuestionnaireResponse?questionnaire:missing=true",
                "Condition?abatement-date:missing=true",
                "Condition?abatement-date:missing=false",
                "Patient?_tag:missing=true",
                "Patient?_profile:missing=false");
    }

    private static List<String> meta() {
        return List.of(
                "Patient?_id=e-accent",
                "Patient?_id=e-accent,e-plain,nobody",
                "Patient?_id=e-accent&_id=e-plain",
                "Patient?_tag=urn:tags|edge",
                "Patient?_tag=edge",
                "Patient?_tag=|bare",
                "Patient?_tag:not=urn:tags|edge",
                "Patient?_security=urn:labels|R",
                "Patient?_security:not=urn:labels|R",
                "Patient?_profile=http://example.org/profiles/client",
                "Patient?_profile:missing=true",
                "Patient?_lastUpdated=gt2020",
                "Patient?_lastUpdated=lt2020",
                "Patient?_lastUpdated=ne2020",
                "Observation?_lastUpdated=ge~now",
                "Observation?_lastUpdated=lt~now",
                "Observation?_lastUpdated=~now",
                "Observation?_id=e-ref-relative&subject=Patient/e-accent",
                "Observation?_id=e-ref-relative&subject=Patient/e-plain");
    }

    private static List<String> combined() {
        return List.of(
                "Patient?gender=female&active=true",
                "Patient?gender=female&active=false",
                "Patient?family=muller&given=zoe",
                "Patient?family=muller&family=o’neil",
                "Patient?name=muller&birthdate=1980&address-country=no",
                "Observation?subject=Patient/e-accent&code=urn:edge|edge",
                "Observation?patient=e-accent&code=edge",
                "Observation?patient=e-accent&code=edge,mood",
                "Observation?patient=e-accent&code:not=edge",
                "Observation?patient=e-accent,e-plain&code=urn:edge|edge&status=final",
                "Observation?code=urn:edge|amount&value-quantity=gt5&value-quantity=lt100",
                "Observation?code=edge&date=2019-06-15&date:missing=false",
                "Encounter?patient=e-accent&date=2019-06-15",
                "Condition?patient=e-accent&clinical-status=active&onset-date=ge2018",
                "RiskAssessment?probability=gt0.4&patient=e-accent&date=ge2019-06-03",
                "Observation?patient=Patient/client-0001&date=ge2026-02&code:missing=false",
                "Observation?patient=Patient/client-0001,Patient/client-0002&status=final",
                "QuestionnaireResponse?patient=client-0002&authored=ge2026-02-01&status=completed");
    }
}
