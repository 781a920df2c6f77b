package health.throughline.program.warning.calibration;

/**
 * How a chart does.
 *
 * @param falseAlarms episodes without a change, in 100 weeks of people whose usual level is known
 * @param found share of changes of {@code size} with an alarm within 21 days
 * @param medianDays from the change to the first alarm, of those found
 */
public record Performance(double falseAlarms, double size, double found, double medianDays) {}
