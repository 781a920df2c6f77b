package health.throughline.fhir.structure;

import java.util.List;

/** The datatypes of R4 that an open choice such as Extension.value[x] takes. */
final class Datatypes {

    static final List<String> OPEN = List.of(
            "base64Binary",
            "boolean",
            "canonical",
            "code",
            "date",
            "dateTime",
            "decimal",
            "id",
            "instant",
            "integer",
            "markdown",
            "oid",
            "positiveInt",
            "string",
            "time",
            "unsignedInt",
            "uri",
            "url",
            "uuid",
            "Address",
            "Age",
            "Annotation",
            "Attachment",
            "CodeableConcept",
            "Coding",
            "ContactPoint",
            "Count",
            "Distance",
            "Duration",
            "HumanName",
            "Identifier",
            "Money",
            "Period",
            "Quantity",
            "Range",
            "Ratio",
            "Reference",
            "SampledData",
            "Signature",
            "Timing",
            "ContactDetail",
            "Contributor",
            "DataRequirement",
            "Expression",
            "ParameterDefinition",
            "RelatedArtifact",
            "TriggerDefinition",
            "UsageContext",
            "Dosage",
            "Meta");

    private Datatypes() {}

    static String suffix(String datatype) {
        return Character.toUpperCase(datatype.charAt(0)) + datatype.substring(1);
    }
}
