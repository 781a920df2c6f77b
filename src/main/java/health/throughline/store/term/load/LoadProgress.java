package health.throughline.store.term.load;

/** Told how far a load has come. */
public interface LoadProgress {

    /** What is done from now on. */
    void phase(String name);

    /** So many more rows have been read in this phase. */
    void rows(long more);
}
