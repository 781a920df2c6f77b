package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Folding;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The rows of all token values of one resource at one path. A code has one row however often it stands there, with the
 * first of its displays; other displays, and texts that are nobody's display, are rows of the string index.
 */
final class TokenRows {

    /** No code contains it, so that rows of other meanings are never taken for codes. */
    private static final String APART = "\u0001";

    private static final String TEXT = APART + "text";
    private static final String LONG_TEXT = APART + "long-text";

    private static final int CACHED = 20_000;
    private static final Map<String, String> WORDS = new ConcurrentHashMap<>();

    private final Vocabulary vocabulary;
    private final SearchPath path;
    private final Consumer<IndexRow> rows;
    private final Set<IndexRow.Token> coded = new HashSet<>();

    TokenRows(Vocabulary vocabulary, SearchPath path, Consumer<IndexRow> rows) {
        this.vocabulary = vocabulary;
        this.path = path;
        this.rows = rows;
    }

    /** The key of identifiers of one type by their value. */
    static String ofType(String typeCode, String value) {
        return APART + "of-type" + APART + typeCode + APART + value;
    }

    /** The key of the texts of {@code path} in the string index, and of those too long for its tree. */
    static long[] textKeys(Vocabulary vocabulary, SearchPath path) {
        return new long[] {
            vocabulary.keys().of(path.id(), TEXT), vocabulary.keys().of(path.id(), LONG_TEXT)
        };
    }

    void add(ElementValue value) {
        JsonNode node = value.node();
        switch (value.datatype()) {
            case "CodeableConcept" -> concept(node);
            case "Coding" -> coding(node);
            case "Identifier" -> identifier(node);
            case "ContactPoint" -> token(node.path("value").asText(""), system(node.path("use")));
            case "code" -> code(node.asText(""));
            default -> token(node.isValueNode() ? node.asText() : "", Terms.NONE);
        }
    }

    private void concept(JsonNode node) {
        List<String> displays = new ArrayList<>(2);
        node.path("coding").forEach(coding -> displays.add(coding(coding)));
        String words = words(node.path("text"));
        if (!words.isEmpty() && !displays.contains(words)) {
            text(words);
        }
    }

    /** Returns the words of its display. */
    private String coding(JsonNode node) {
        String code = node.path("code").asText("");
        String words = words(node.path("display"));
        if (code.isEmpty()) {
            text(words);
            return words;
        }
        int text = words.isEmpty() ? 0 : vocabulary.keys().text(words);
        IndexRow.Token row =
                new IndexRow.Token(vocabulary.keys().of(path.id(), code), system(node.path("system")), text);
        if (coded.add(new IndexRow.Token(row.key(), row.sys()))) {
            rows.accept(row);
            used(row, code, words);
        } else {
            text(words);
        }
        return words;
    }

    private void code(String code) {
        if (code.isEmpty()) {
            return;
        }
        IndexRow.Token row = new IndexRow.Token(vocabulary.keys().of(path.id(), code), Terms.NONE);
        rows.accept(row);
        if (!path.path().boundCodes().isEmpty()) {
            used(row, code, "");
        }
    }

    private void used(IndexRow.Token row, String code, String words) {
        if (!vocabulary.codes().known(row)) {
            rows.accept(new IndexRow.Code(
                    path.id(), row.key(), row.sys(), row.txt(), code, words.isEmpty() ? null : words));
        }
    }

    private void identifier(JsonNode node) {
        String value = node.path("value").asText("");
        int system = system(node.path("system"));
        token(value, system);
        if (system != Terms.NONE) {
            rows.accept(new IndexRow.Token(vocabulary.keys().of(path.id(), ""), system));
        }
        JsonNode type = node.path("type");
        if (!value.isEmpty()) {
            for (JsonNode coding : type.path("coding")) {
                String code = coding.path("code").asText("");
                token(code.isEmpty() ? "" : ofType(code, value), system(coding.path("system")));
            }
        }
        text(words(type.path("text")));
    }

    private void token(String code, int system) {
        if (!code.isEmpty()) {
            rows.accept(new IndexRow.Token(vocabulary.keys().of(path.id(), code), system));
        }
    }

    private int system(JsonNode node) {
        String system = node.asText("");
        return system.isEmpty() ? Terms.NONE : vocabulary.terms().intern(system);
    }

    private void text(String words) {
        if (words.isEmpty()) {
            return;
        }
        long[] keys = textKeys(vocabulary, path);
        boolean fits = words.length() <= Folding.LENGTH;
        rows.accept(fits ? new IndexRow.Text(keys[0], words, null) : new IndexRow.Text(keys[1], "", words));
    }

    /** Displays recur, so that their words are worth keeping. */
    private static String words(JsonNode node) {
        String text = node.asText("");
        if (text.isEmpty() || text.length() > Folding.LENGTH) {
            return Folding.words(text);
        }
        String known = WORDS.get(text);
        if (known != null) {
            return known;
        }
        String words = Folding.words(text);
        if (WORDS.size() >= CACHED) {
            WORDS.clear();
        }
        WORDS.put(text, words);
        return words;
    }
}
