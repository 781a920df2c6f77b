package health.throughline.program.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A questionnaire whose total is measured. */
public enum Instrument {
    /** With the PHQ-A, its form for adolescents. */
    PHQ_9("phq-9", List.of("44261-6", "89204-2"), 10, 5),
    GAD_7("gad-7", List.of("70274-6"), 10, 4),
    PCL_5("pcl-5", List.of("101698-9"), 31, 10);

    private final String id;
    private final List<String> loinc;
    private final int cut;
    private final int reliable;

    Instrument(String id, List<String> loinc, int cut, int reliable) {
        this.id = id;
        this.loinc = loinc;
        this.cut = cut;
        this.reliable = reliable;
    }

    public String id() {
        return id;
    }

    /** The LOINC codes of its total. */
    public List<String> loinc() {
        return loinc;
    }

    /** From this total on there is something to get better from. */
    public int cut() {
        return cut;
    }

    /** A smaller change may be chance. */
    public int reliable() {
        return reliable;
    }

    public static Optional<Instrument> ofLoinc(String code) {
        return Stream.of(values()).filter(one -> one.loinc.contains(code)).findFirst();
    }
}
