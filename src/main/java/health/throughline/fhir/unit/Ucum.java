package health.throughline.fhir.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.definitions.XmlDefinitionsParser;

/**
 * Finds out what a UCUM code measures. The definitions are read when the first code is asked for.
 *
 * @see <a href="https://ucum.org/ucum">The Unified Code for Units of Measure</a>
 */
public final class Ucum {

    public static final String SYSTEM = "http://unitsofmeasure.org";

    private static final int LONGEST = 60;
    private static final int REMEMBERED = 10_000;
    private static final Map<String, Optional<UcumUnit>> KNOWN = new ConcurrentHashMap<>();

    private Ucum() {}

    /**
     * Empty for what is no UCUM code, and for special units, which are not a multiple of others: degrees Celsius and
     * Fahrenheit, pH, decibel.
     */
    public static Optional<UcumUnit> unit(String code) {
        if (code.isEmpty() || code.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<UcumUnit> known = KNOWN.get(code);
        if (known == null) {
            known = Definitions.REDUCTION.reduce(code);
            if (KNOWN.size() < REMEMBERED) {
                KNOWN.put(code, known);
            }
        }
        return known;
    }

    /** Loaded with its first use. */
    private static final class Definitions {

        static final UnitReduction REDUCTION = load();

        private static UnitReduction load() {
            try (InputStream essence = XmlDefinitionsParser.class.getResourceAsStream("/ucum-essence.xml")) {
                return new UnitReduction(new XmlDefinitionsParser().parse(essence));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (UcumException e) {
                throw new IllegalStateException("The UCUM definitions cannot be read", e);
            }
        }
    }
}
