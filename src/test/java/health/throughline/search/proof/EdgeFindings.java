package health.throughline.search.proof;

import java.util.List;

/** Observations and their kin: dates, quantities, values of every kind, references of every kind. */
final class EdgeFindings {

    private static final String UCUM = "'system':'http://unitsofmeasure.org'";

    private EdgeFindings() {}

    static void add(EdgeCases cases) {
        dates(cases);
        quantities(cases);
        values(cases);
        references(cases);
        care(cases);
        numbers(cases);
    }

    private static void dates(EdgeCases cases) {
        int number = 0;
        for (String date : List.of(
                "2019",
                "2019-06",
                "2019-06-15",
                "2019-06-15T10:30:00Z",
                "2019-06-15T10:30:00+05:00",
                "2019-06-15T10:30:00.5Z",
                "2019-06-15T10:30:00.123Z",
                "2019-12-31T23:59:59Z",
                "2020-01-01T00:00:00+14:00",
                "2020-01-01T00:00:00Z",
                "2020-02-29",
                "2020")) {
            cases.observation("e-date-" + ++number, "'effectiveDateTime':'" + date + "'");
        }
        for (String period : List.of(
                "'start':'2019-06-15T08:00:00Z','end':'2019-06-15T12:00:00Z'",
                "'start':'2019-06','end':'2019-07'",
                "'start':'2019-12-31'",
                "'end':'2019-06-15'",
                "'start':'2018-01-01','end':'2021-01-01'",
                "'start':'2020-01-01T00:00:00Z','end':'2020-01-01T00:00:00Z'",
                "'start':'2019-12-31T23:00:00Z','end':'2020-01-01T00:00:00.000Z'",
                "'start':'2020-12-31T23:59:59.999Z','end':'2021-01-01T01:00:00Z'")) {
            cases.observation("e-period-" + ++number, "'effectivePeriod':{" + period + "}");
        }
        cases.observation("e-instant", "'effectiveInstant':'2019-06-15T10:30:00.123Z'");
        cases.observation(
                "e-events", "'effectiveTiming':{'event':['2019-03-01T10:00:00Z','2019-06-15T10:00:00Z','2019-09-01']}");
        cases.observation(
                "e-bounds",
                "'effectiveTiming':{'repeat':{'boundsPeriod':{'start':'2019-06-01','end':'2019-06-30'},"
                        + "'frequency':1,'period':2,'periodUnit':'d'}}");
    }

    private static void quantities(EdgeCases cases) {
        quantity(cases, "mg", "'value':5.4,'unit':'milligrams'," + UCUM + ",'code':'mg'");
        quantity(cases, "g", "'value':0.0054,'unit':'g'," + UCUM + ",'code':'g'");
        quantity(cases, "ug", "'value':5400,'unit':'ug'," + UCUM + ",'code':'ug'");
        quantity(cases, "mg-low", "'value':5.35,'unit':'mg'," + UCUM + ",'code':'mg'");
        quantity(cases, "mg-high", "'value':5.45,'unit':'mg'," + UCUM + ",'code':'mg'");
        quantity(cases, "kg", "'value':12," + UCUM + ",'code':'kg'");
        quantity(cases, "g-heavy", "'value':12000," + UCUM + ",'code':'g'");
        quantity(cases, "other", "'value':5.4,'unit':'mg','system':'urn:units','code':'mg'");
        quantity(cases, "words", "'value':5.4,'unit':'milligrams'");
        quantity(cases, "bare", "'value':100");
        quantity(cases, "bare-low", "'value':99.5");
        quantity(cases, "bare-high", "'value':100.5");
        quantity(cases, "exact", "'value':100.00");
        quantity(cases, "negative", "'value':-3.5," + UCUM + ",'code':'kg'");
        quantity(cases, "zero", "'value':0," + UCUM + ",'code':'kg'");
        quantity(cases, "less", "'value':5,'comparator':'<'," + UCUM + ",'code':'mL'");
        quantity(cases, "atmost", "'value':5,'comparator':'<='," + UCUM + ",'code':'mL'");
        quantity(cases, "more", "'value':5,'comparator':'>'," + UCUM + ",'code':'mL'");
        quantity(cases, "atleast", "'value':5,'comparator':'>='," + UCUM + ",'code':'mL'");
        quantity(cases, "five", "'value':5," + UCUM + ",'code':'mL'");
        quantity(cases, "litre", "'value':0.005," + UCUM + ",'code':'L'");
        quantity(cases, "noted", "'value':80," + UCUM + ",'code':'{beats}/min'");
        quantity(cases, "score", "'value':12," + UCUM + ",'code':'{score}'");
        cases.observation(
                "e-q-pressure",
                "'code':{'coding':[{'system':'http://loinc.org','code':'85354-9'}]},'component':["
                        + "{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},'valueQuantity':{'value':120,"
                        + UCUM + ",'code':'mm[Hg]'}},"
                        + "{'code':{'coding':[{'system':'http://loinc.org','code':'8462-4'}]},'valueQuantity':{'value':80,"
                        + UCUM + ",'code':'mm[Hg]'}}]");
    }

    private static void quantity(EdgeCases cases, String id, String content) {
        cases.observation(
                "e-q-" + id,
                "'code':{'coding':[{'system':'urn:edge','code':'amount'}]},'valueQuantity':{" + content + "}");
    }

    private static void values(EdgeCases cases) {
        cases.observation(
                "e-string", "'valueString':'Ärger heute','code':{'coding':[{'system':'urn:edge','code':'say'}]}");
        cases.observation("e-string-2", "'valueString':'calm','code':{'coding':[{'system':'urn:edge','code':'say'}]}");
        cases.observation(
                "e-when", "'valueDateTime':'2019-06-15','code':{'coding':[{'system':'urn:edge','code':'when'}]}");
        cases.observation(
                "e-when-period",
                "'valuePeriod':{'start':'2019-06-14','end':'2019-06-16'},"
                        + "'code':{'coding':[{'system':'urn:edge','code':'when'}]}");
        for (String mood : List.of("low", "sad", "tearful", "flat", "high", "elated", "unheard")) {
            cases.observation(
                    "e-mood-" + mood,
                    "'code':{'coding':[{'system':'urn:edge','code':'mood','display':'Mood today'}],'text':'How one feels'},"
                            + "'valueCodeableConcept':{'coding':[{'system':'http://example.org/cs/moods','code':'"
                            + mood
                            + "','display':'Feeling " + mood + "'}],'text':'Says: " + mood + "'}");
        }
        cases.observation(
                "e-text-only",
                "'code':{'text':'Moody words only'},'valueCodeableConcept':{'text':'very low-spirited'}");
        cases.observation(
                "e-two-codes",
                "'code':{'coding':[{'system':'urn:edge','code':'mood'},{'system':'urn:other','code':'temper'},"
                        + "{'code':'bare'}]},'category':[{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'survey'}]}]");
        cases.observation(
                "e-absent",
                "'dataAbsentReason':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason',"
                        + "'code':'asked-declined'}]}");
        cases.observation("e-empty", "");
    }

    private static void references(EdgeCases cases) {
        cases.observation("e-ref-relative", "'subject':{'reference':'Patient/e-accent'}");
        cases.observation("e-ref-absolute", "'subject':{'reference':'~base/Patient/e-accent'}");
        cases.observation("e-ref-versioned", "'subject':{'reference':'Patient/e-plain/_history/1'}");
        cases.observation("e-ref-group", "'subject':{'reference':'Group/e-group'}");
        cases.observation(
                "e-ref-device", "'subject':{'reference':'Device/e-device'},'device':{'reference':'Device/e-device'}");
        cases.observation(
                "e-ref-elsewhere", "'subject':{'reference':'http://elsewhere.example/fhir/Patient/e-accent'}");
        cases.observation(
                "e-ref-logical", "'subject':{'identifier':{'system':'urn:mrn','value':'A-1'},'type':'Patient'}");
        cases.observation("e-ref-logical-2", "'subject':{'identifier':{'value':'A-1'}}");
        cases.observation("e-ref-missing", "'subject':{'reference':'Patient/e-nobody'}");
        cases.observation("e-ref-words", "'subject':{'display':'somebody'}");
        cases.observation(
                "e-ref-members",
                "'subject':{'reference':'Patient/e-plain'},'hasMember':[{'reference':'Observation/e-ref-relative'},"
                        + "{'reference':'Observation/e-q-mg'}],'derivedFrom':[{'reference':'Observation/e-ref-versioned'}],"
                        + "'performer':[{'reference':'Practitioner/e-gp'}]");
        cases.observation(
                "e-ref-nested",
                "'hasMember':[{'reference':'Observation/e-ref-members'}],'encounter':{'reference':'Encounter/e-visit'}");
        cases.observation(
                "e-ref-contained",
                "'subject':{'reference':'#pat'},'contained':[{'resourceType':'Patient','id':'pat',"
                        + "'name':[{'family':'Inside'}],'gender':'female'}]");
    }

    private static void care(EdgeCases cases) {
        cases.put(
                "Encounter/e-visit",
                "'status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'AMB',"
                        + "'display':'ambulatory'},'subject':{'reference':'Patient/e-accent'},"
                        + "'period':{'start':'2019-06-15T09:00:00Z','end':'2019-06-15T11:00:00Z'},"
                        + "'length':{'value':2,'unit':'h'," + UCUM + ",'code':'h'},"
                        + "'location':[{'location':{'reference':'Location/e-cambridge'}}],"
                        + "'serviceProvider':{'reference':'Organization/e-subsub'}");
        cases.put(
                "Encounter/e-open",
                "'status':'in-progress','class':{'code':'VR'},'subject':{'reference':'Patient/e-plain'},"
                        + "'period':{'start':'2020-03-01'},'length':{'value':90,'unit':'min'," + UCUM
                        + ",'code':'min'}");
        cases.put(
                "Condition/e-cond",
                "'subject':{'reference':'Patient/e-accent'},'encounter':{'reference':'Encounter/e-visit'},"
                        + "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'F10.20','display':"
                        + "'Alcohol dependence'}]},'onsetPeriod':{'start':'2018-05'},'abatementString':'in May',"
                        + "'clinicalStatus':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}");
        cases.put(
                "Condition/e-cond-age",
                "'subject':{'reference':'Patient/e-plain'},'code':{'text':'Low mood'},"
                        + "'onsetAge':{'value':30,'unit':'a'," + UCUM + ",'code':'a'},'abatementDateTime':'2020-02'");
        cases.put(
                "MedicationRequest/e-inner",
                "'status':'active','intent':'order','subject':{'reference':'Patient/e-accent'},"
                        + "'medicationReference':{'reference':'#med'},'authoredOn':'2019-06-15','contained':["
                        + "{'resourceType':'Medication','id':'med','code':{'coding':[{'system':'urn:drugs',"
                        + "'code':'naltrexone'}]}}]");
        cases.put(
                "Medication/e-med", "'code':{'coding':[{'system':'urn:drugs','code':'naltrexone'}]},'status':'active'");
        cases.put(
                "MedicationRequest/e-outer",
                "'status':'stopped','intent':'plan','subject':{'reference':'Patient/e-plain'},"
                        + "'medicationReference':{'reference':'Medication/e-med'}");
        cases.put(
                "Provenance/e-prov",
                "'target':[{'reference':'Observation/e-ref-relative'},{'reference':'Patient/e-accent/_history/1'}],"
                        + "'recorded':'2019-06-15T10:30:00.123Z','agent':[{'who':{'reference':'Practitioner/e-gp'}}]");
        cases.put(
                "List/e-list",
                "'status':'current','mode':'working','subject':{'reference':'Patient/e-accent'},'entry':["
                        + "{'item':{'reference':'Observation/e-ref-relative'}},{'item':{'reference':'Patient/e-plain'}},"
                        + "{'item':{'reference':'Observation/e-q-mg'}}]");
        cases.put(
                "DocumentReference/e-doc",
                "'status':'current','content':[{'attachment':{'title':'x'}}],'relatesTo':[{'code':'replaces','target':"
                        + "{'reference':'DocumentReference/e-doc-old'}}]");
        cases.put("DocumentReference/e-doc-old", "'status':'superseded','content':[{'attachment':{'title':'y'}}]");
    }

    private static void numbers(EdgeCases cases) {
        int number = 0;
        for (String probability : List.of("0.5", "0.50", "0.45", "0.55", "0.1", "0", "1", "0.505", "0.495")) {
            cases.put(
                    "RiskAssessment/e-risk-" + ++number,
                    "'status':'final','subject':{'reference':'Patient/e-accent'},'occurrenceDateTime':'2019-06-0"
                            + number + "','prediction':[{'outcome':{'text':'Relapse'},'probabilityDecimal':"
                            + probability + "}]");
        }
        cases.put(
                "RiskAssessment/e-risk-two",
                "'status':'final','subject':{'reference':'Patient/e-plain'},'prediction':["
                        + "{'probabilityDecimal':0.2},{'probabilityDecimal':0.8}]");
        cases.put("RiskAssessment/e-risk-none", "'status':'preliminary','subject':{'reference':'Patient/e-plain'}");
        cases.put(
                "MolecularSequence/e-seq",
                "'coordinateSystem':0,'referenceSeq':{'chromosome':{'coding':[{'system':'urn:chr','code':'1'}]},"
                        + "'windowStart':100,'windowEnd':200},'variant':[{'start':110,'end':120}]");
        cases.put(
                "ChargeItem/e-charge",
                "'status':'billable','code':{'text':'x'},'subject':{'reference':'Patient/e-accent'},'factorOverride':0.8,"
                        + "'quantity':{'value':3},'priceOverride':{'value':12.50,'currency':'EUR'}");
        cases.put(
                "Invoice/e-invoice",
                "'status':'issued','subject':{'reference':'Patient/e-accent'},'totalGross':{'value':120.00,'currency':'USD'},"
                        + "'totalNet':{'value':100.00,'currency':'EUR'}");
    }
}
