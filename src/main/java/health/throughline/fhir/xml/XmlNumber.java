package health.throughline.fhir.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as R4 writes them, kept with all their digits. */
final class XmlNumber {

    private static final int MAX_LENGTH = 100;
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");

    private XmlNumber() {}

    /** @return empty when the text is no number of R4 */
    static Optional<JsonNode> parse(String text) {
        if (text.length() > MAX_LENGTH || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                WHOLE.matcher(text).matches()
                        ? whole(new BigInteger(text))
                        : DecimalNode.valueOf(new BigDecimal(text)));
    }

    /** The kinds of node that reading JSON gives. */
    private static JsonNode whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}
