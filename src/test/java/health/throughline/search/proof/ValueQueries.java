package health.throughline.search.proof;

import static health.throughline.search.proof.Feature.CANONICAL;
import static health.throughline.search.proof.Feature.COMPARATOR;
import static health.throughline.search.proof.Feature.DATE;
import static health.throughline.search.proof.Feature.NUMBER;
import static health.throughline.search.proof.Feature.QUANTITY;
import static health.throughline.search.proof.Feature.QUANTITY_UNIT;
import static health.throughline.search.proof.Feature.REFERENCE;
import static health.throughline.search.proof.Feature.REFERENCE_TYPE;
import static health.throughline.search.proof.Feature.STRING;
import static health.throughline.search.proof.Feature.UCUM;
import static health.throughline.search.proof.Feature.URI;
import static health.throughline.search.proof.Feature.URI_HIERARCHY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fixed queries about values that are ordered, spelled or addressed. */
final class ValueQueries {

    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");

    private ValueQueries() {}

    static void add(Map<Feature, List<String>> queries) {
        queries.put(NUMBER, numbers());
        queries.put(DATE, dates());
        queries.put(STRING, strings());
        queries.put(QUANTITY, quantities());
        queries.put(COMPARATOR, comparators());
        queries.put(
                QUANTITY_UNIT,
                List.of(
                        "Observation?value-quantity=5.4||milligrams",
                        "Observation?value-quantity=lt6||milligrams",
                        "Observation?code-value-quantity=urn:edge|amount$5.4||milligrams",
                        "Encounter?length=90||min"));
        queries.put(
                REFERENCE_TYPE,
                List.of(
                        "Observation?patient:missing=true",
                        "Observation?patient:missing=false",
                        "Observation?patient:identifier=urn:mrn|A-1",
                        "Observation?code=edge&_include=Observation:patient",
                        "Observation?_id=e-ref-group&_include=Observation:patient",
                        "Group?_id=e-group&_revinclude=Observation:patient",
                        "Group?_id=e-group&_revinclude=Observation:subject",
                        "Group?_has:Observation:patient:code=edge",
                        "Group?_has:Observation:subject:code=edge"));
        queries.put(UCUM, units());
        queries.put(REFERENCE, references());
        queries.put(CANONICAL, canonicals());
        queries.put(
                URI,
                List.of(
                        "StructureMap?url=http://example.org/maps/a",
                        "StructureMap?url=http://example.org/maps/a/b",
                        "StructureMap?url=http://example.org/maps",
                        "StructureMap?url=http://example.org/maps/A",
                        "StructureMap?url=http://example.org/maps/a,urn:oid:1.2.3",
                        "ValueSet?url=http://example.org/vs/e-vs-two",
                        "Patient?_profile=http://example.org/profiles/client",
                        "Patient?_source=urn:source:a",
                        "StructureMap?url:missing=false"));
        queries.put(
                URI_HIERARCHY,
                List.of(
                        "StructureMap?url:below=http://example.org/maps",
                        "StructureMap?url:below=http://example.org/maps/",
                        "StructureMap?url:below=http://example.org/maps/a",
                        "StructureMap?url:below=http://example.org/maps/a/b/c",
                        "StructureMap?url:above=http://example.org/maps/a/b",
                        "StructureMap?url:above=http://example.org/maps/a/b/c/d",
                        "StructureMap?url:above=http://example.org/maps/d",
                        "StructureMap?url:below=http://example.org/maps/a/b,http://example.org/maps/d"));
    }

    private static List<String> numbers() {
        List<String> queries = new ArrayList<>();
        for (String prefix : PREFIXES) {
            for (String value : List.of("0.5", "0.50", "0.2")) {
                queries.add("RiskAssessment?probability=" + prefix + value);
            }
        }
        queries.addAll(List.of(
                "RiskAssessment?probability=0",
                "RiskAssessment?probability=1",
                "RiskAssessment?probability=5.0e-1",
                "RiskAssessment?probability=lt-1",
                "RiskAssessment?probability=0.1,0.8",
                "RiskAssessment?probability=gt0.1&probability=lt0.5",
                "ChargeItem?factor-override=0.8",
                "ChargeItem?factor-override=gt0.8",
                "MolecularSequence?window-start=100",
                "MolecularSequence?variant-end=le120"));
        return queries;
    }

    private static List<String> dates() {
        List<String> queries = new ArrayList<>();
        for (String prefix : PREFIXES) {
            for (String value : List.of("2019", "2019-06", "2019-06-15", "2019-06-15T10:30:00Z", "2020-01-01")) {
                queries.add("Observation?date=" + prefix + value);
            }
        }
        queries.addAll(List.of(
                "Observation?date=2019-06-15T10:30Z",
                "Observation?date=2019-06-15T10:30",
                "Observation?date=2019-06-15T10:30:00.1Z",
                "Observation?date=2019-06-15T10:30:00.123Z",
                "Observation?date=ge2019-06-15T10:30:00.123Z&date=le2019-06-15T10:30:00.5Z",
                "Observation?date=2019-06-15T12:30:00+02:00",
                "Observation?date=lt2019-06-15T15:30:00+05:00&date=ge2019-06-15T10:30:00+05:00",
                "Observation?date=ge2019-06-14&date=lt2019-06-16",
                "Observation?date=sa2019-12-31&date=eb2020-03",
                "Observation?date=2019,2020-02-29",
                "Observation?date=sa2020",
                "Observation?date=eb2021",
                "Patient?birthdate=1980",
                "Patient?birthdate=1980-05",
                "Patient?birthdate=lt1980-05-17",
                "Patient?birthdate=ge1980-05-17",
                "Patient?birthdate=le1979",
                "Patient?birthdate=sa1980",
                "Patient?death-date=2020-02-29",
                "Patient?death-date=2020",
                "Condition?onset-date=2018",
                "Condition?onset-date=ge2019",
                "Condition?abatement-date=2020",
                "Encounter?date=gt2020-06",
                "Encounter?date=lt2019-06-15T09:30:00Z",
                "Provenance?recorded=2019-06-15T10:30:00.123Z",
                "Observation?value-date=2019-06",
                "Observation?value-date=gt2019-06-15"));
        return queries;
    }

    private static List<String> strings() {
        return List.of(
                "Patient?family=muller",
                "Patient?family=Müller",
                "Patient?family=MULL",
                "Patient?family=mu",
                "Patient?family=uller",
                "Patient?family:contains=ULLER",
                "Patient?family:contains=ü",
                "Patient?family:exact=Müller",
                "Patient?family:exact=müller",
                "Patient?family:exact=MULLERIN",
                "Patient?family:exact=Mull",
                "Patient?family=Smith\\, Jr.",
                "Patient?family=Smith,Muller",
                "Patient?given=a\\|b\\$c",
                "Patient?given=zoe",
                "Patient?given=JOSÉ",
                "Patient?given=maria",
                "Patient?given:contains=maria",
                "Patient?name=dr",
                "Patient?name=md",
                "Patient?name=zoe mueller",
                "Patient?name:contains=van der",
                "Patient?name=élodie van",
                "Patient?name=50%",
                "Patient?name=50__",
                "Patient?name:contains=%_o",
                "Patient?family=O’neil",
                "Patient?address=asgard",
                "Patient?address=ÅSG",
                "Patient?address=1 trail",
                "Patient?address=NO",
                "Patient?address:contains=rail",
                "Patient?address-city:exact=Asgard",
                "Patient?address-postalcode=0100",
                "Patient?address-state=m",
                "Observation?value-string=ARGER",
                "Observation?value-string:exact=calm",
                "Organization?name=harb,quay",
                "Organization?name=port",
                "Location?name=boston");
    }

    private static List<String> quantities() {
        List<String> queries = new ArrayList<>();
        for (String prefix : PREFIXES) {
            queries.add("Observation?code=urn:edge|amount&value-quantity=" + prefix + "100");
            queries.add("Observation?value-quantity=" + prefix + "5.4|urn:units|mg");
        }
        queries.addAll(List.of(
                "Observation?value-quantity=5.4",
                "Observation?value-quantity=5.40",
                "Observation?value-quantity=100.0",
                "Observation?value-quantity=-3.5",
                "Observation?value-quantity=lt0",
                "Observation?value-quantity=5.4||mg",
                "Observation?value-quantity=gt5||mg",
                "Observation?value-quantity=5.4|urn:nothing|mg",
                "Observation?value-quantity=80||mm[Hg]",
                "Observation?component-value-quantity=80||mm[Hg]",
                "Observation?combo-value-quantity=gt100||mm[Hg]",
                "Observation?value-quantity=100,5.4|urn:units|mg",
                "Invoice?totalgross=120|urn:iso:std:iso:4217|USD",
                "Invoice?totalgross=120|urn:iso:std:iso:4217|EUR",
                "Invoice?totalnet=le100",
                "ChargeItem?price-override=12.5|urn:iso:std:iso:4217|EUR",
                "ChargeItem?quantity=3"));
        return queries;
    }

    private static List<String> comparators() {
        List<String> queries = new ArrayList<>();
        for (String prefix : PREFIXES) {
            queries.add("Observation?value-quantity=" + prefix + "5|http://unitsofmeasure.org|mL");
        }
        queries.add("Observation?value-quantity=lt4||mL");
        queries.add("Observation?value-quantity=gt6||mL");
        return queries;
    }

    private static List<String> units() {
        List<String> queries = new ArrayList<>();
        for (String prefix : PREFIXES) {
            queries.add("Observation?value-quantity=" + prefix + "5.4|http://unitsofmeasure.org|mg");
            queries.add("Observation?value-quantity=" + prefix + "0.0054|http://unitsofmeasure.org|g");
        }
        queries.addAll(List.of(
                "Observation?value-quantity=5400|http://unitsofmeasure.org|ug",
                "Observation?value-quantity=12|http://unitsofmeasure.org|kg",
                "Observation?value-quantity=12000|http://unitsofmeasure.org|g",
                "Observation?value-quantity=gt1|http://unitsofmeasure.org|kg",
                "Observation?value-quantity=5|http://unitsofmeasure.org|mg",
                "Observation?value-quantity=5|http://unitsofmeasure.org|cm",
                "Observation?value-quantity=80|http://unitsofmeasure.org|/min",
                "Encounter?length=2|http://unitsofmeasure.org|h",
                "Encounter?length=120|http://unitsofmeasure.org|min",
                "Encounter?length=ge1.5|http://unitsofmeasure.org|h",
                "Encounter?length=lt2|http://unitsofmeasure.org|d"));
        return queries;
    }

    private static List<String> references() {
        return List.of(
                "Observation?subject=Patient/e-accent",
                "Observation?subject=e-accent",
                "Observation?patient=e-accent",
                "Observation?patient=Patient/e-accent",
                "Observation?subject=~base/Patient/e-accent",
                "Observation?subject=http://elsewhere.example/fhir/Patient/e-accent",
                "Observation?subject=Patient/e-plain",
                "Observation?subject=Patient/e-nobody",
                "Observation?subject:Patient=e-accent",
                "Observation?subject:Group=e-group",
                "Observation?subject:Patient=e-group",
                "Observation?subject=e-group",
                "Observation?patient=e-group",
                "Observation?subject:Device=e-device",
                "Observation?subject=e-accent,e-plain",
                "Observation?subject=Patient/e-accent,Group/e-group",
                "Observation?subject:identifier=urn:mrn|A-1",
                "Observation?subject:identifier=A-1",
                "Observation?subject:identifier=|A-1",
                "Patient?organization=Organization/e-org",
                "Patient?organization=http://elsewhere.example/fhir/Organization/e-org",
                "Patient?organization:identifier=urn:org|harbour",
                "Patient?general-practitioner=e-gp",
                "Patient?general-practitioner=PractitionerRole/e-role",
                "Patient?general-practitioner:Practitioner=e-gp",
                "Patient?link=e-plain",
                "Provenance?target=Patient/e-accent",
                "Provenance?target=Observation/e-ref-relative",
                "Provenance?patient=e-accent",
                "Observation?has-member=Observation/e-q-mg",
                "Group?member=Patient/e-plain",
                "Appointment?actor=Practitioner/e-gp",
                "Appointment?practitioner=e-gp",
                "List?item=Patient/e-plain");
    }

    private static List<String> canonicals() {
        return List.of(
                "QuestionnaireResponse?questionnaire=http://example.org/q/mood",
                "QuestionnaireResponse?questionnaire=http://example.org/q/mood\\|2.0",
                "QuestionnaireResponse?questionnaire=http://example.org/q/mood|2.0",
                "QuestionnaireResponse?questionnaire=http://example.org/q/mood|3.0",
                "QuestionnaireResponse?questionnaire=http://example.org/q/mood|4.0",
                "QuestionnaireResponse?questionnaire=http://example.org/q/moo",
                "QuestionnaireResponse?questionnaire=http://example.org/q/mood|2.0,http://example.org/q/mood-other");
    }
}
