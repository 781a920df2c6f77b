/** What the server says it offers, drawn from what it really offers; the CapabilityStatement is one way to say it. */
@NullMarked
package health.throughline.api.capability;

import org.jspecify.annotations.NullMarked;
