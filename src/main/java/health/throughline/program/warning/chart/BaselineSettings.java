package health.throughline.program.warning.chart;

/**
 * How a person's usual level and spread are estimated.
 *
 * @param days from the first on of which it is taken
 * @param fewest days that must have a value; else it is taken as soon as so many have one
 * @param again day from which on it is taken again from all values before; 0 for never
 * @param lag when positive it is taken again every day from then on, of all values older than so many days that lie in no
 *     episode; when 0, once
 * @param priorWeight weight, in values, of the spread of all persons
 * @param priorSpread the spread of all persons
 * @param minSpread the smallest spread
 * @param robust whether values far out are drawn in before the mean and the spread are taken
 */
public record BaselineSettings(
        int days,
        int fewest,
        int again,
        int lag,
        double priorWeight,
        double priorSpread,
        double minSpread,
        boolean robust) {}
