package health.throughline.server.sample;

import health.throughline.fhir.definition.Canonicals;

/** A code of a code system with the words shown for it. */
record Code(String system, String value, String display) {

    static final String LOINC = "http://loinc.org";
    static final String UCUM = "http://unitsofmeasure.org";

    private static final String OWN = Canonicals.BASE + "/CodeSystem/";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    static Code loinc(String value, String display) {
        return new Code(LOINC, value, display);
    }

    static Code own(String name, String value, String display) {
        return new Code(OWN + name, value, display);
    }

    static Code hl7(String name, String value, String display) {
        return new Code(TERMINOLOGY + name, value, display);
    }

    static Code icd10(String value, String display) {
        return new Code("http://hl7.org/fhir/sid/icd-10-cm", value, display);
    }
}
