package health.throughline.record.access;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the programme stands to the privacy laws.
 *
 * @param wholeProgramme whether all that is recorded of anybody falls under 42 CFR Part 2, not only what tells of substance
 *     use
 * @param ageOfMajority from which age a client decides alone
 * @param emergencyAccess how long an emergency access stays open
 */
@ConfigurationProperties("throughline.privacy")
public record PrivacyProperties(
        boolean wholeProgramme,
        @DefaultValue("P18Y") Period ageOfMajority,
        @DefaultValue("4h") Duration emergencyAccess) {}
