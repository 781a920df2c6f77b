package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A value and, for a primitive, what stands beside it in {@code _name}. */
record ValuePair(@Nullable JsonNode value, @Nullable JsonNode sibling) {}
