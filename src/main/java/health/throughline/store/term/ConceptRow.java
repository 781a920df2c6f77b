package health.throughline.store.term;

/**
 * A concept of a loaded code system.
 *
 * @param number its place in the release
 * @param content its designations and properties, as JSON
 */
public record ConceptRow(int number, String code, String display, boolean active, String content) {}
