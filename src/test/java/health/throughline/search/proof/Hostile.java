package health.throughline.search.proof;

import health.throughline.testing.Call;

/**
 * A search that means harm.
 *
 * @param path below the base, encoded; the body of a POST to {@code _search} when there is one
 * @param names what the answer must name; empty when it may be answered with nothing found
 */
record Hostile(String path, String body, String names, Weakness weakness) {

    /** Where a server has been found weak; what is tried against it is left out until it is strong. */
    enum Weakness {
        NONE,
        MODIFIER_REPEATED,
        NAME_LEFT_OUT,
        MANY_SORT_KEYS,
        FOREIGN_DIGITS
    }

    /** Planted in values; no answer may repeat it. */
    static final String SECRET = "ZZSECRETZZ";

    /** Must be refused with a text that names the parameter. */
    static Hostile refused(String path, String names) {
        return new Hostile(path, "", names, Weakness.NONE);
    }

    /** May be an ordinary value that nothing has, so it is refused or finds nothing. */
    static Hostile harmless(String path) {
        return new Hostile(path, "", "", Weakness.NONE);
    }

    Hostile posted() {
        int question = path.indexOf('?');
        return new Hostile(path.substring(0, question) + "/_search", path.substring(question + 1), names, weakness);
    }

    Hostile against(Weakness known) {
        return new Hostile(path, body, names, known);
    }

    boolean mayBeAnswered() {
        return names.isEmpty();
    }

    Call call(String base) {
        return body.isEmpty()
                ? Call.get(base + path)
                : Call.call("POST", base + path).content("application/x-www-form-urlencoded", body);
    }

    String shown() {
        String text = path + (body.isEmpty() ? "" : " ⟵ " + body);
        return text.length() > 110 ? text.substring(0, 110) + "… (" + text.length() + ")" : text;
    }
}
