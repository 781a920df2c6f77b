package health.throughline.program.measure;

/**
 * How far beyond the period a measure looks.
 *
 * @param before days before its first day
 * @param after days after its last day
 */
public record Reach(int before, int after) {

    public static final Reach NONE = new Reach(0, 0);
}
