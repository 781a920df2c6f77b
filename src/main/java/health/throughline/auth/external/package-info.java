/** Tokens of another authorization server, when this one only keeps the record. */
@NullMarked
package health.throughline.auth.external;

import org.jspecify.annotations.NullMarked;
