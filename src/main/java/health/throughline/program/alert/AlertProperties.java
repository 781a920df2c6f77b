package health.throughline.program.alert;

import health.throughline.program.warning.Warning.Severity;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long alerts may wait for an answer, and how often time itself is looked at.
 *
 * @param high within which somebody answers an alert of high severity before it goes to the clinical lead
 * @param moderate the same of moderate severity
 * @param low the same of low severity
 * @param clock how often the rules look for what did not happen: silence, missed sessions, dates that passed
 */
@ConfigurationProperties("throughline.alert")
public record AlertProperties(
        @DefaultValue("1h") Duration high,
        @DefaultValue("24h") Duration moderate,
        @DefaultValue("3d") Duration low,
        @DefaultValue("1h") Duration clock) {

    Duration of(Severity severity) {
        return switch (severity) {
            case HIGH -> high;
            case MODERATE -> moderate;
            case LOW -> low;
        };
    }
}
