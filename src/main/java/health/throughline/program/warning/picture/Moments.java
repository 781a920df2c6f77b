package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments and days of FHIR's date and dateTime, in the programme's zone. */
final class Moments {

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    private final ZoneId zone;

    Moments(ZoneId zone) {
        this.zone = zone;
    }

    /** The earliest moment that {@code node} means; empty when it is no date. */
    Optional<Instant> at(JsonNode node) {
        String text = node.asText("");
        try {
            return text.length() > DAY
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : whole(text).map(day -> day.atStartOfDay(zone).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The first of {@code nodes} that is a date. */
    Optional<Instant> first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            Optional<Instant> at = at(node);
            if (at.isPresent()) {
                return at;
            }
        }
        return Optional.empty();
    }

    /** The first of {@code nodes} that is a date. */
    Optional<LocalDate> day(JsonNode... nodes) {
        return first(nodes).map(this::day);
    }

    LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private static Optional<LocalDate> whole(String text) {
        return switch (text.length()) {
            case YEAR -> Optional.of(LocalDate.parse(text + "-01-01"));
            case MONTH -> Optional.of(LocalDate.parse(text + "-01"));
            case DAY -> Optional.of(LocalDate.parse(text));
            default -> Optional.empty();
        };
    }
}
