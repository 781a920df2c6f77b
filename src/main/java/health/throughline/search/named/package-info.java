/** Named queries: searches that a definition in {@code fhir-profiles/named-queries} gives a name and parameters. */
@NullMarked
package health.throughline.search.named;

import org.jspecify.annotations.NullMarked;
