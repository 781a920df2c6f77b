package health.throughline.program.warning.chart;

/**
 * Days that belong to one alarm.
 *
 * @param first day of the first alarm
 * @param last day of the last one
 * @param highest statistic reached, in the unit of the limits
 * @param open whether it had not ended by the last day of the chart
 */
public record ChartEpisode(int first, int last, double highest, boolean open) {}
