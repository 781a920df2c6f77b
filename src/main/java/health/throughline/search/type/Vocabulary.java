package health.throughline.search.type;

import health.throughline.store.Keys;
import health.throughline.store.Terms;
import health.throughline.store.UsedCodes;

/**
 * What turns values into the numbers of this database.
 *
 * @param base URL under which this server's own resources are addressed, ending in '/'
 */
public record Vocabulary(Keys keys, Terms terms, UsedCodes codes, String base) {

    /** A reference target as it is hashed: relative and without version within this server, else as it stands. */
    public String target(String reference) {
        String text = relative(reference);
        int version = text.indexOf("/_history/");
        return version < 0 ? text : text.substring(0, version);
    }

    /** A reference with its version, relative within this server. */
    String relative(String reference) {
        return reference.startsWith(base) ? reference.substring(base.length()) : reference;
    }
}
