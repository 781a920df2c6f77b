package health.throughline.program.measure;

import java.util.List;

/** Diagnoses that measures ask for, as chapters of ICD-10-CM. */
public enum DiagnosisGroup {
    /** Major depression and dysthymia; not the premenstrual disorder that stands among them. */
    DEPRESSION(List.of("F32", "F33", "F34.1"), List.of("F32.81")),
    BIPOLAR(List.of("F30", "F31"), List.of()),
    PSYCHOTIC(List.of("F20", "F21", "F22", "F23", "F24", "F25", "F28", "F29"), List.of()),
    PERSONALITY(List.of("F60"), List.of()),
    PERVASIVE_DEVELOPMENTAL(List.of("F84"), List.of()),
    PALLIATIVE_CARE(List.of("Z51.5"), List.of());

    private final List<String> starts;
    private final List<String> besides;

    DiagnosisGroup(List<String> starts, List<String> besides) {
        this.starts = starts;
        this.besides = besides;
    }

    public boolean contains(String code) {
        return starts.stream().anyMatch(code::startsWith) && besides.stream().noneMatch(code::startsWith);
    }
}
