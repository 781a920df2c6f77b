package health.throughline.search.text;

import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a person types into a search field: words that must all occur, {@code "phrases"}, {@code or}, {@code -not},
 * {@code beginn*} and brackets. Other punctuation separates words.
 */
final class TextQueryParser {

    private static final int MAX_TERMS = 64;
    private static final int MAX_DEPTH = 10;
    private static final String OR = "or";

    /** A bracket, an operator, or a term with its quotes still on. */
    private enum Kind {
        OPEN,
        CLOSE,
        NOT,
        OR,
        TERM
    }

    private record Token(Kind kind, String text) {}

    private final String code;
    private final List<Token> tokens;
    private int at;

    private TextQueryParser(String code, List<Token> tokens) {
        this.code = code;
        this.tokens = tokens;
    }

    /** @throws InvalidSearch when it holds no word, or brackets and quotation marks do not pair */
    static TextQuery parse(String code, String text) {
        TextQueryParser parser = new TextQueryParser(code, tokens(code, text));
        Optional<TextQuery> query = parser.any(0);
        if (parser.at < parser.tokens.size()) {
            throw refused(code);
        }
        return query.orElseThrow(() -> refused(code));
    }

    private static InvalidSearch refused(String code) {
        return InvalidSearch.value(
                code,
                "words, \"phrases\", or, -not, beginn* and brackets that pair, with one word at least and at most "
                        + MAX_TERMS + " terms");
    }

    private static List<Token> tokens(String code, String text) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            int end = i + 1;
            if (c == '(' || c == ')') {
                tokens.add(new Token(c == '(' ? Kind.OPEN : Kind.CLOSE, ""));
            } else if (c == '-') {
                tokens.add(new Token(Kind.NOT, ""));
            } else {
                end = c == '"' ? text.indexOf('"', i + 1) + 1 : endOfTerm(text, i);
                if (end == 0 || tokens.size() == 4 * MAX_TERMS) {
                    throw refused(code);
                }
                tokens.add(new Token(Kind.TERM, text.substring(i, end)));
            }
            i = end;
        }
        return withOperators(tokens);
    }

    private static int endOfTerm(String text, int start) {
        int end = start;
        while (end < text.length()
                && "()\"".indexOf(text.charAt(end)) < 0
                && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Between two operands, {@code or} and {@code and} are no words. */
    private static List<Token> withOperators(List<Token> tokens) {
        List<Token> all = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean between = !all.isEmpty()
                    && ends(all.get(all.size() - 1).kind())
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).kind() != Kind.CLOSE;
            String word = token.text().toLowerCase(Locale.ROOT);
            if (between && word.equals(OR)) {
                all.add(new Token(Kind.OR, ""));
            } else if (!between || !word.equals("and")) {
                all.add(token);
            }
        }
        return all;
    }

    private static boolean ends(Kind kind) {
        return kind == Kind.TERM || kind == Kind.CLOSE;
    }

    private Optional<TextQuery> any(int depth) {
        if (depth > MAX_DEPTH) {
            throw refused(code);
        }
        List<TextQuery> alternatives = new ArrayList<>();
        all(depth).ifPresent(alternatives::add);
        while (next(Kind.OR)) {
            all(depth).ifPresent(alternatives::add);
        }
        return combined(alternatives, new TextQuery.Any(alternatives));
    }

    private Optional<TextQuery> all(int depth) {
        List<TextQuery> parts = new ArrayList<>();
        while (at < tokens.size()
                && tokens.get(at).kind() != Kind.CLOSE
                && tokens.get(at).kind() != Kind.OR) {
            one(depth).ifPresent(parts::add);
            if (parts.size() > MAX_TERMS) {
                throw refused(code);
            }
        }
        return combined(parts, new TextQuery.All(parts));
    }

    private static Optional<TextQuery> combined(List<TextQuery> parts, TextQuery together) {
        return parts.size() < 2 ? parts.stream().findFirst() : Optional.of(together);
    }

    private Optional<TextQuery> one(int depth) {
        boolean not = false;
        while (next(Kind.NOT)) {
            not = true;
        }
        Optional<TextQuery> positive = operand(depth);
        return not ? positive.map(TextQuery.Not::new) : positive;
    }

    private Optional<TextQuery> operand(int depth) {
        if (next(Kind.OPEN)) {
            Optional<TextQuery> inner = any(depth + 1);
            if (!next(Kind.CLOSE)) {
                throw refused(code);
            }
            return inner;
        }
        if (at < tokens.size() && tokens.get(at).kind() == Kind.TERM) {
            String term = tokens.get(at++).text();
            List<String> words = Words.of(term);
            if (words.size() > MAX_TERMS) {
                throw refused(code);
            }
            return words.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TextQuery.Phrase(words, term.endsWith("*") || term.endsWith("*\"")));
        }
        return Optional.empty();
    }

    private boolean next(Kind kind) {
        boolean is = at < tokens.size() && tokens.get(at).kind() == kind;
        at += is ? 1 : 0;
        return is;
    }
}
