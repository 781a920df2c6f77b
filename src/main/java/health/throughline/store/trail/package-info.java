/** The tables of the audit trail: rows that are only ever added, and the seals that show when one was altered. */
@NullMarked
package health.throughline.store.trail;

import org.jspecify.annotations.NullMarked;
