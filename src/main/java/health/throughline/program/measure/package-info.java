/**
 * Measures of the programme: what is known of each client as dated facts, and what a measure makes of them, without a
 * database. To add a measure: a class in {@code catalogue}, a line in its list, and a Measure of the same id in
 * {@code fhir-profiles/measures}.
 */
@NullMarked
package health.throughline.program.measure;

import org.jspecify.annotations.NullMarked;
