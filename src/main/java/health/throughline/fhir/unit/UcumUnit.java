package health.throughline.fhir.unit;

import java.math.BigDecimal;

/**
 * A unit as a multiple of base units.
 *
 * @param dimension the base units with their exponents; units of one dimension can be converted
 * @param factor how many base units it is
 */
public record UcumUnit(String dimension, BigDecimal factor) {}
