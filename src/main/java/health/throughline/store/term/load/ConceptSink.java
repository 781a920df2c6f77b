package health.throughline.store.term.load;

/** Takes what a release says about its concepts, in any order. */
public interface ConceptSink {

    /** A concept; what comes of the same code later is passed over. */
    void concept(String code, String display, boolean active);

    /** What it means, in words. */
    void definition(String code, String text);

    /**
     * Another name of it.
     *
     * @param language empty when unknown
     * @param use what kind of name, empty when unknown
     */
    void designation(String code, String language, String use, String value);

    /**
     * One value of a property.
     *
     * @param type code, string, boolean, integer or dateTime
     */
    void property(String code, String name, String type, String value);

    /** {@code parent} subsumes {@code code} directly; either may come later, or not at all. */
    void parent(String code, String parent);
}
