package health.throughline.store;

import health.throughline.fhir.Fhir;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Resource types as small numbers: their place in R4's alphabetical list, which is closed. */
public final class ResourceTypes {

    private static final List<String> NAMES = List.copyOf(Fhir.resourceTypes());
    private static final Map<String, Short> CODES = codes();

    private ResourceTypes() {}

    private static Map<String, Short> codes() {
        Map<String, Short> codes = new HashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            codes.put(NAMES.get(i), (short) i);
        }
        return codes;
    }

    public static short code(String type) {
        return Objects.requireNonNull(CODES.get(type), type);
    }

    public static String name(int code) {
        return NAMES.get(code);
    }

    /** The list as stored with the data, so that a server with another list refuses to start. */
    static String fingerprint() {
        return NAMES.size() + ":" + Integer.toHexString(String.join(",", NAMES).hashCode());
    }
}
