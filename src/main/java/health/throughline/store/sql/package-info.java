/** Statements and transactions: the tables of the store are written on these. */
@NullMarked
package health.throughline.store.sql;

import org.jspecify.annotations.NullMarked;
