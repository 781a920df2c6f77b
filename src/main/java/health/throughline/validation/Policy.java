package health.throughline.validation;

/** What a finding does to the write that it is about. */
public enum Policy {
    /** Nothing is looked for. */
    OFF,
    /** The resource is stored; whoever asks is told. */
    WARN,
    /** The resource is refused. */
    ENFORCE
}
