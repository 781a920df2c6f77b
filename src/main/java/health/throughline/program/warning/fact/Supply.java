package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.LocalDate;

/**
 * Medicine that was handed out.
 *
 * @param medicine what tells it from others
 * @param forOpioidUse whether it treats opioid use: buprenorphine, methadone or naltrexone
 * @param days for how many days it lasts
 */
public record Supply(ResourceKey key, String medicine, boolean forOpioidUse, LocalDate from, int days) {

    /** The first day for which nothing of it is left. */
    public LocalDate end() {
        return from.plusDays(days);
    }
}
