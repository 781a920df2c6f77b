package health.throughline.program.warning.fact;

/** What of a patient's active diagnoses changes how serious something is: ICD-10-CM F31 and F11. */
public record Diagnoses(boolean bipolar, boolean opioidUse) {

    public static final Diagnoses NONE = new Diagnoses(false, false);
}
