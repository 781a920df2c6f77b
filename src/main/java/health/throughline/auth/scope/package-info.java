/** SMART scopes as values: what they say, what covers what, what is left of one under another. */
@NullMarked
package health.throughline.auth.scope;

import org.jspecify.annotations.NullMarked;
