package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.fhir.unit.Ucum;
import health.throughline.fhir.unit.UcumUnit;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.NumberRange;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Places within a distance: {@code near=latitude|longitude|distance|unit}. The row of a place holds its latitude in
 * {@code lo} and its longitude in {@code hi}.
 *
 * @see <a href="https://hl7.org/fhir/R4/location.html#positional">R4 Location, positional searching</a>
 */
public final class NearSearch implements SearchType {

    /** What is near when no distance is given, in kilometres. */
    public static final int DEFAULT_KILOMETRES = 50;

    private static final double EARTH_RADIUS = 6_371_008.8;
    private static final String TAKES = "latitude|longitude, latitude|longitude|distance or "
            + "latitude|longitude|distance|unit in degrees, with a UCUM unit of length (km when there is none)";

    /** {@code ?} are the latitude and longitude of the middle. */
    private static final String METRES = "2 * " + EARTH_RADIUS
            + " * asin(least(1, sqrt(power(sin(radians(x.lo - ?) / 2), 2)"
            + " + cos(radians(?)) * cos(radians(x.lo)) * power(sin(radians(x.hi - ?) / 2), 2))))";

    /** What lies within {@code metres} of a place. */
    private record Circle(double latitude, double longitude, double metres) {

        /** As an angle seen from the centre of the earth. */
        double angle() {
            return metres / EARTH_RADIUS;
        }
    }

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        JsonNode latitude = value.node().path("latitude");
        JsonNode longitude = value.node().path("longitude");
        if (latitude.isNumber() && longitude.isNumber()) {
            rows.accept(new IndexRow.Quantity(path.id(), latitude.doubleValue(), longitude.doubleValue(), Terms.NONE));
        }
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        if (asked.paths().stream().noneMatch(path -> path.expression().endsWith(".position"))) {
            throw new InvalidSearch(
                    "Search parameter '" + asked.code() + "' has rules that this server does not know.");
        }
        return Comparison.match(QuantityComparison.TABLE, asked, value -> within(circle(asked.code(), value)));
    }

    /**
     * The metres from where {@code near} looks to the resource whose row number is {@code rid}, null when that is no place
     * with a position; to sort by.
     */
    public static Sql distance(String rid, Asked near) {
        Circle circle = circle(near.code(), near.values().get(0));
        long[] keys = near.paths().stream().mapToLong(SearchPath::id).toArray();
        return Sql.of("(SELECT min(")
                .add(metres(circle))
                .add(") FROM " + QuantityComparison.TABLE + " x WHERE x.rid = " + rid + " AND x.key = ANY (?))", keys);
    }

    private static Comparison within(Circle circle) {
        double reach = Math.toDegrees(circle.angle());
        double south = circle.latitude() - reach;
        double north = circle.latitude() + reach;
        Sql condition = Sql.of("x.lo BETWEEN ? AND ? AND ", south, north);
        if (south > -90 && north < 90) {
            condition.add(meridians(circle)).add(" AND ");
        }
        condition.add(metres(circle)).add(" <= ?", circle.metres());
        return Comparison.of(condition, Span.between(south, north));
    }

    /** The longitudes that a circle touches which holds no pole; it may cross the date line. */
    private static Sql meridians(Circle circle) {
        double sides = Math.sin(circle.angle()) / Math.cos(Math.toRadians(circle.latitude()));
        double reach = Math.toDegrees(Math.asin(Math.min(1, sides)));
        double west = circle.longitude() - reach;
        double east = circle.longitude() + reach;
        if (west < -180) {
            return Sql.of("(x.hi <= ? OR x.hi >= ?)", east, west + 360);
        }
        return east > 180
                ? Sql.of("(x.hi >= ? OR x.hi <= ?)", west, east - 360)
                : Sql.of("x.hi BETWEEN ? AND ?", west, east);
    }

    private static Sql metres(Circle circle) {
        return Sql.of(METRES, circle.latitude(), circle.latitude(), circle.longitude());
    }

    private static Circle circle(String code, String value) {
        List<String> parts =
                Escapes.split(value, '|').stream().map(Escapes::unescape).toList();
        if (parts.size() < 2 || parts.size() > 4) {
            throw InvalidSearch.value(code, TAKES);
        }
        double latitude = number(code, parts.get(0), -90, 90);
        double longitude = number(code, parts.get(1), -180, 180);
        boolean distant = parts.size() > 2 && !parts.get(2).isEmpty();
        double distance = distant ? number(code, parts.get(2), 0, 1e9) : DEFAULT_KILOMETRES;
        String unit = distant && parts.size() > 3 && !parts.get(3).isEmpty() ? parts.get(3) : "km";
        return new Circle(latitude, longitude, distance * metresOf(code, unit));
    }

    private static double number(String code, String text, double least, double most) {
        double number = NumberRange.parse(text)
                .map(range -> range.value().doubleValue())
                .orElseThrow(() -> InvalidSearch.value(code, TAKES));
        if (number < least || number > most) {
            throw InvalidSearch.value(code, TAKES);
        }
        return number;
    }

    private static double metresOf(String code, String unit) {
        Optional<UcumUnit> metre = Ucum.unit("m");
        return switch (unit) {
            case "km" -> 1_000;
            case "m" -> 1;
            default ->
                Ucum.unit(unit)
                        .filter(length ->
                                metre.stream().anyMatch(one -> one.dimension().equals(length.dimension())))
                        .map(length -> length.factor().doubleValue())
                        .orElseThrow(() -> InvalidSearch.value(code, TAKES));
        };
    }
}
