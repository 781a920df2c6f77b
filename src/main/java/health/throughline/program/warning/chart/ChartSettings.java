package health.throughline.program.warning.chart;

/**
 * How a chart follows one person's days.
 *
 * @param lambda weight of the newest day
 * @param cap spreads from the usual level beyond which a day counts no more; infinite for none
 * @param correlated whether the limits reckon with days that resemble the day before
 * @param uncertain whether the limits reckon with how little is known of the usual level
 * @param resetGap days without a value after which it starts again from the usual level
 * @param quietDays days without an alarm that end an episode
 */
public record ChartSettings(
        double lambda,
        double cap,
        boolean correlated,
        boolean uncertain,
        int resetGap,
        int quietDays,
        BaselineSettings baseline) {}
