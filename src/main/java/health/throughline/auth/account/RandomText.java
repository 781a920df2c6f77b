package health.throughline.auth.account;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes up what cannot be guessed and what people can copy from a screen: no letters that look like others. */
final class RandomText {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** Groups of five characters joined by dashes; five bits each, less a little. */
    static String groups(int number) {
        return Stream.generate(RandomText::group).limit(number).collect(Collectors.joining("-"));
    }

    private static String group() {
        return RANDOM.ints(5, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }

    static byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
