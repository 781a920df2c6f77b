package health.throughline.search.terminology.release;

import health.throughline.store.term.load.LoadFailed;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The formats that can be read. */
public final class Releases {

    private static final Map<String, Function<ReleaseFiles, Release>> FORMATS = new TreeMap<>(Map.of(
            "loinc", LoincRelease::new,
            "icd10cm", Icd10CmRelease::new,
            "rxnorm", RxNormRelease::new,
            "snomed", SnomedRelease::new,
            "fhir", FhirRelease::new));

    private Releases() {}

    /** Their names, as a person chooses among them. */
    public static String formats() {
        return String.join("|", FORMATS.keySet());
    }

    public static Release of(String format, ReleaseFiles files) {
        Function<ReleaseFiles, Release> known = FORMATS.get(format);
        if (known == null) {
            throw new LoadFailed("There is no format '" + format + "'; choose one of " + formats() + ".");
        }
        return known.apply(files);
    }
}
