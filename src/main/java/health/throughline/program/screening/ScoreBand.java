package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A range of values that mean the same.
 *
 * @param low the smallest of them; null when there is none
 * @param high the largest of them; null when there is none
 * @param gender whom it holds for, as Patient.gender; empty for everybody
 * @param coding what the values mean
 * @param condition the same in words
 */
public record ScoreBand(
        @Nullable BigDecimal low, @Nullable BigDecimal high, String gender, JsonNode coding, String condition) {

    boolean contains(BigDecimal value) {
        return (low == null || low.compareTo(value) <= 0) && (high == null || high.compareTo(value) >= 0);
    }
}
