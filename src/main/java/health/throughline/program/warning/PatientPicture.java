package health.throughline.program.warning;

import health.throughline.fhir.ResourceKey;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What is known of a patient at a moment, as early warning sees it. Nothing in it is later than {@code asOf}.
 *
 * @param zone in which the programme's days begin and end
 */
public record PatientPicture(ResourceKey patient, Instant asOf, ZoneId zone) {}
