package health.throughline.search.proof;

import static health.throughline.search.proof.Feature.CHAIN;
import static health.throughline.search.proof.Feature.COMPARTMENT;
import static health.throughline.search.proof.Feature.COMPARTMENT_DEVICE;
import static health.throughline.search.proof.Feature.CONTAINED;
import static health.throughline.search.proof.Feature.CONTAINED_CHAIN;
import static health.throughline.search.proof.Feature.CONTAINED_UPDATED;
import static health.throughline.search.proof.Feature.FILTER;
import static health.throughline.search.proof.Feature.HAS;
import static health.throughline.search.proof.Feature.INCLUDE;
import static health.throughline.search.proof.Feature.INCLUDE_ITERATE;
import static health.throughline.search.proof.Feature.LIST;
import static health.throughline.search.proof.Feature.NEAR;
import static health.throughline.search.proof.Feature.SORT;
import static health.throughline.search.proof.Feature.SORT_ANY;
import static health.throughline.search.proof.Feature.SORT_CHAIN;
import static health.throughline.search.proof.Feature.SORT_RANGE;
import static health.throughline.search.proof.Feature.SYSTEM;
import static health.throughline.search.proof.Feature.TEXT;

import java.util.List;
import java.util.Map;

/** The fixed queries that go from resource to resource, across types, or order what they find. */
final class JoinQueries {

    private JoinQueries() {}

    static void add(Map<Feature, List<String>> queries) {
        queries.put(CHAIN, chains());
        queries.put(HAS, reverse());
        queries.put(SORT, sorted());
        queries.put(
                SORT_RANGE,
                List.of(
                        "Patient?_sort=-birthdate",
                        "Patient?_sort=gender,-birthdate",
                        "Observation?_sort=-date&code=edge",
                        "Encounter?_sort=-date",
                        "Condition?_sort=-onset-date",
                        "Observation?_sort=-date,_id&date:missing=false&code=edge"));
        queries.put(
                SORT_ANY,
                List.of(
                        "Patient?_sort=email",
                        "Patient?_sort=-phone",
                        "Patient?_sort=_tag",
                        "Patient?_sort=-_security,_id",
                        "Patient?_sort=general-practitioner",
                        "Observation?_sort=code&value-concept=low,sad,flat",
                        "Observation?_sort=-value-concept&code=mood",
                        "Observation?code=amount&_sort=combo-value-quantity&value-quantity=gt99||mg",
                        "Patient?_sort=deceased"));
        queries.put(INCLUDE, includes());
        queries.put(
                CONTAINED_CHAIN,
                List.of(
                        "MedicationRequest?medication.code=naltrexone",
                        "MedicationRequest?medication:Medication.code=urn:drugs|naltrexone",
                        "Observation?subject:Patient.family=inside",
                        "Observation?patient.organization:missing=true",
                        "Observation?patient.gender=female"));
        queries.put(CONTAINED_UPDATED, List.of("Observation?patient._lastUpdated=gt2020"));
        queries.put(
                SORT_CHAIN,
                List.of(
                        "Observation?code=edge&_sort=patient.birthdate",
                        "Observation?code=edge&_sort=-patient.family",
                        "Patient?_sort=organization.name"));
        queries.put(INCLUDE_ITERATE, iterated());
        queries.put(COMPARTMENT, compartments());
        queries.put(COMPARTMENT_DEVICE, List.of("Patient/e-accent/*", "Patient/e-accent/*?_type=Device,Patient"));
        queries.put(SYSTEM, systems());
        queries.put(FILTER, filters());
        queries.put(LIST, List.of("Observation?_list=e-list", "Patient?_list=e-list"));
        queries.put(
                TEXT,
                List.of(
                        "Patient?_text=zebrafish",
                        "Patient?_content=zebrafish",
                        "Patient?_text=platypus",
                        "Communication?_content=quokka",
                        "Communication?_text=quokka"));
        queries.put(
                NEAR,
                List.of(
                        "Location?near=42.36|-71.06|1|km",
                        "Location?near=42.36|-71.06|10|km",
                        "Location?near=42.36|-71.06|100|km",
                        "Location?near=42.36|-71.06|50|[mi_us]",
                        "Location?near=42.36|-71.06|300|m",
                        "Location?near=-16.85|-179.99|10|km",
                        "Location?near=42.36|-71.06|10"));
        queries.put(
                CONTAINED,
                List.of(
                        "Medication?code=naltrexone&_contained=true",
                        "Medication?code=naltrexone&_contained=both",
                        "Medication?code=naltrexone&_contained=false",
                        "Patient?family=inside&_contained=true",
                        "Patient?family=inside"));
    }

    private static List<String> chains() {
        return List.of(
                "Observation?subject:Patient.family=muller",
                "Observation?subject.family=muller",
                "Observation?patient.gender=male",
                "Observation?patient.gender:not=female",
                "Observation?patient.birthdate=lt1980-05",
                "Observation?patient.identifier=urn:mrn|A-1",
                "Observation?patient.name:exact=Müller",
                "Observation?patient.organization.name=quay",
                "Observation?patient.organization.partof.name=harbour",
                "Observation?patient.organization.partof.identifier=urn:org|harbour",
                "Observation?patient.general-practitioner:Practitioner.family=noor",
                "Observation?patient.general-practitioner:PractitionerRole.practitioner.family=noor",
                "Observation?subject:Group.member=Patient/e-plain",
                "Observation?subject:Device.patient=Patient/e-accent",
                "Observation?patient._id=e-plain",
                "Observation?patient._tag=urn:tags|edge",
                "Observation?has-member.code=amount",
                "Observation?has-member:Observation.subject:Patient.family=muller",
                "Observation?has-member.has-member.code=amount",
                "Observation?encounter.location.name=cambridge",
                "Observation?encounter.location.partof.name=boston",
                "Observation?patient.family=muller&patient.gender=female",
                "Observation?patient.family=muller,mullerin&code=edge",
                "Encounter?service-provider.partof.partof.name=harbour",
                "Patient?organization.name=harbour,quay",
                "Patient?link.family=muller",
                "Patient?link:Patient.link:Patient.family=müller",
                "MedicationRequest?medication.status=active",
                "QuestionnaireResponse?source:Patient.family=muller",
                "Provenance?target:Observation.code=edge",
                "Provenance?patient.family=muller",
                "Task?patient._has:Flag:patient:status=active",
                "Observation?patient:Patient.deceased=true");
    }

    private static List<String> reverse() {
        return List.of(
                "Patient?_has:Observation:patient:code=edge",
                "Patient?_has:Observation:subject:code=urn:edge|edge",
                "Patient?_has:Observation:patient:code=amount",
                "Patient?_has:RiskAssessment:patient:probability=gt0.7",
                "Patient?_has:Encounter:patient:date=2019-06-15",
                "Patient?_has:Condition:patient:clinical-status=active",
                "Patient?_has:Encounter:patient:status:not=finished",
                "Patient?_has:Observation:patient:encounter.status=finished",
                "Patient?_has:Encounter:patient:location.name=cambridge",
                "Patient?_has:Encounter:patient:_has:Condition:encounter:code=F10.20",
                "Patient?_has:Encounter:patient:_has:Observation:encounter:code=edge",
                "Organization?_has:Patient:organization:family=muller",
                "Organization?_has:Organization:partof:name=bollard",
                "Organization?_has:Organization:partof:_has:Organization:partof:name=bollard",
                "Practitioner?_has:Patient:general-practitioner:gender=female",
                "Observation?_has:Observation:has-member:code=edge",
                "Observation?_has:Provenance:target:agent=Practitioner/e-gp",
                "Patient?_has:Patient:link:family=muller",
                "Patient?_has:Group:member:_id=e-group",
                "Patient?_has:Observation:patient:code=edge&_has:Encounter:patient:status=finished",
                "Patient?_has:Observation:patient:_id=e-ref-members,e-ref-relative&gender=male",
                "Patient?_has:Flag:patient:status=active",
                "Patient?_has:Task:patient:status=requested",
                "Patient?_has:Observation:patient:code=nothing");
    }

    private static List<String> sorted() {
        return List.of(
                "Patient?_sort=birthdate",
                "Patient?_sort=family",
                "Patient?_sort=-family",
                "Patient?_sort=name,birthdate",
                "Patient?_sort=-gender,family,-_id",
                "Patient?_sort=_id",
                "Patient?_sort=-_id",
                "Patient?_sort=_lastUpdated",
                "Patient?_sort=-_lastUpdated",
                "Patient?_sort=death-date,-family",
                "Patient?_sort=identifier",
                "Patient?_sort=-identifier",
                "Patient?_sort=organization",
                "Patient?_sort=active",
                "Observation?_sort=date&code=edge",
                "Observation?_sort=-date,_id&patient=client-0001",
                "Observation?_sort=date,-_lastUpdated&patient=Patient/client-0001",
                "Observation?_sort=status,-date&patient=client-0002",
                "Observation?code=amount&_sort=value-quantity&value-quantity:missing=false",
                "Observation?code=amount&_sort=-value-quantity&value-quantity=5.4||mg",
                "Observation?code=say&_sort=value-string",
                "RiskAssessment?_sort=probability",
                "RiskAssessment?_sort=-probability",
                "RiskAssessment?_sort=-date,probability",
                "StructureMap?_sort=url",
                "StructureMap?_sort=-url",
                "StructureMap?_sort=status,-name",
                "Encounter?_sort=status,date",
                "Encounter?_sort=class",
                "Appointment?_sort=date",
                "Task?_sort=-modified,priority");
    }

    private static List<String> includes() {
        return List.of(
                "Observation?code=edge&_include=Observation:subject",
                "Observation?code=edge&_include=Observation:subject:Group",
                "Observation?_id=e-ref-members&_include=Observation:has-member",
                "Observation?_id=e-ref-members&_include=Observation:*",
                "Observation?_id=e-ref-members&_include=*",
                "Observation?_id=e-ref-members&_revinclude=Observation:has-member",
                "Observation?_id=e-ref-relative&_revinclude=Provenance:target",
                "Observation?_id=e-ref-relative&_revinclude=*",
                "Patient?_id=e-accent&_revinclude=Observation:subject",
                "Patient?_id=e-accent&_revinclude=Observation:*",
                "Patient?_id=e-accent&_revinclude=*",
                "Patient?_id=e-accent&_include=Patient:organization&_include=Patient:general-practitioner",
                "Patient?_id=e-accent&_include=Patient:general-practitioner:Practitioner",
                "Patient?_id=e-plain,e-accent&_include=Patient:link",
                "Encounter?patient=e-accent&_include=Encounter:location&_revinclude=Condition:encounter",
                "MedicationRequest?patient=e-plain&_include=MedicationRequest:medication",
                "Patient?_id=client-0001&_revinclude=Task:patient&_revinclude=Flag:patient",
                "Organization?_id=e-org&_revinclude=Organization:partof");
    }

    private static List<String> iterated() {
        return List.of(
                "Organization?_id=e-subsub&_include:iterate=Organization:partof",
                "Organization?_id=e-org&_revinclude:iterate=Organization:partof",
                "Observation?_id=e-ref-nested&_include:iterate=Observation:has-member",
                "Patient?_id=e-accent&_include=Patient:organization&_include:iterate=Organization:partof",
                "Observation?_id=e-ref-relative&_include=Observation:patient&_include:iterate=Patient:organization",
                "Patient?_id=e-comma&_include:iterate=Patient:link",
                "Encounter?_id=e-visit&_include=Encounter:location&_include:iterate=Location:partof",
                "Observation?_id=e-ref-nested&_include=Observation:has-member&_include:iterate=Observation:patient");
    }

    private static List<String> compartments() {
        return List.of(
                "Patient/e-accent/Observation",
                "Patient/e-accent/Observation?code=edge",
                "Patient/e-accent/Condition?clinical-status=active",
                "Patient/e-accent/Communication",
                "Patient/e-plain/Communication",
                "Patient/e-accent/Appointment",
                "Patient/e-accent/Patient?_id=e-plain",
                "Patient/e-accent/RiskAssessment?_sort=-probability",
                "Patient/e-plain/*",
                "Patient/e-accent/*?_type=Observation,Encounter",
                "Encounter/e-visit/Observation",
                "Encounter/e-visit/Condition",
                "Encounter/e-visit/*",
                "Practitioner/e-gp/Observation",
                "Practitioner/e-gp/*",
                "Device/e-device/Observation",
                "RelatedPerson/e-sister/*",
                "Patient/client-0001/Observation?date=ge2026-02",
                "Patient/client-0001/QuestionnaireResponse");
    }

    private static List<String> systems() {
        return List.of(
                "?_type=Patient,Practitioner",
                "?_type=Patient,Observation&_id=e-accent,e-string",
                "?_type=Observation,Condition&patient=e-accent",
                "?_type=Observation,Condition&patient=Patient/e-accent&code:missing=false",
                "?_tag=urn:tags|edge",
                "?_id=e-accent",
                "?_type=Encounter,Observation&date=2019-06-15",
                "?_type=Patient,Practitioner,RelatedPerson&name=m",
                "?_type=Patient,Practitioner&_sort=family",
                "?_profile=http://example.org/profiles/client");
    }

    private static List<String> filters() {
        return List.of(
                "Patient?_filter=gender eq female",
                "Patient?_filter=gender ne female",
                "Patient?_filter=family sw \"mull\"",
                "Patient?_filter=family co \"ull\"",
                "Patient?_filter=family ew \"erin\"",
                "Patient?_filter=family eq \"muller\"",
                "Patient?_filter=birthdate ge 1980-05",
                "Patient?_filter=birthdate lt 1980-05-17",
                "Patient?_filter=(gender eq female or gender eq male) and birthdate pr true",
                "Patient?_filter=not (gender eq female)",
                "Patient?_filter=gender pr false",
                "Observation?_filter=subject re Patient/e-accent",
                "Observation?_filter=value-quantity gt 11 and code eq urn:edge|amount",
                "RiskAssessment?_filter=(probability gt 0.2 and probability lt 0.5) or probability eq 1",
                "Observation?_filter=value-concept in http://example.org/vs/e-vs-low",
                "Observation?_filter=value-concept ss http://example.org/cs/moods|low");
    }
}
