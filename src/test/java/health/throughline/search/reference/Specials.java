package health.throughline.search.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** https://hl7.org/fhir/R4/search.html#special and the parameters that are about more than one element. */
final class Specials {

    private static final double EARTH = 6_371_000;
    private static final double MILE = 1609.344;

    private final Stored stored;
    private final Values values;
    private final Definitions definitions;
    private final Paths paths;

    Specials(Definitions definitions, Stored stored, Paths paths, Values values) {
        this.definitions = definitions;
        this.stored = stored;
        this.paths = paths;
        this.values = values;
    }

    /** Empty when {@code name} is an ordinary parameter. */
    Optional<Boolean> holds(Resource resource, String name, String value) {
        return switch (name) {
            case "_list" -> Optional.of(inList(resource, value));
            case "_text" ->
                Optional.of(resource instanceof DomainResource domain
                        && says(domain.getText().getDivAsString(), value));
            case "_content" -> Optional.of(says(resource, value));
            case "near" -> Optional.of(near((Location) resource, value.split("\\|")));
            case "_filter" -> Optional.of(new Filter(definitions, paths, values, value).holds(resource));
            default -> Optional.empty();
        };
    }

    private boolean inList(Resource resource, String list) {
        return stored.find("List/" + list)
                .map(found -> ((ListResource) found)
                        .getEntry().stream()
                                .filter(entry -> !entry.getDeleted())
                                .anyMatch(entry -> stored.find(entry.getItem().getReference())
                                        .filter(item -> item == resource)
                                        .isPresent()))
                .orElse(false);
    }

    /** Whole words only, so that stemming and stop words make no difference. */
    private static boolean says(String text, String word) {
        String plain = text == null ? "" : text.replaceAll("<[^>]*>", " ");
        return List.of(plain.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean says(Base element, String word) {
        if (element.isPrimitive()) {
            return says(element.primitiveValue(), word);
        }
        for (Property child : element.children()) {
            if (child.getValues().stream().anyMatch(value -> says(value, word))) {
                return true;
            }
        }
        return false;
    }

    /** {@code latitude|longitude|distance|units}, along a great circle. */
    private static boolean near(Location location, String[] asked) {
        if (!location.hasPosition()) {
            return false;
        }
        double latitude = Math.toRadians(Double.parseDouble(asked[0]));
        double longitude = Math.toRadians(Double.parseDouble(asked[1]));
        double otherLatitude =
                Math.toRadians(location.getPosition().getLatitude().doubleValue());
        double otherLongitude =
                Math.toRadians(location.getPosition().getLongitude().doubleValue());
        double a = Math.pow(Math.sin((otherLatitude - latitude) / 2), 2)
                + Math.cos(latitude)
                        * Math.cos(otherLatitude)
                        * Math.pow(Math.sin((otherLongitude - longitude) / 2), 2);
        double metres = 2 * EARTH * Math.asin(Math.sqrt(a));
        double unit = switch (asked.length > 3 ? asked[3] : "km") {
            case "m" -> 1;
            case "[mi_us]", "[mi_i]" -> MILE;
            default -> 1000;
        };
        return metres <= Double.parseDouble(asked[2]) * unit;
    }
}
