/** PostgreSQL: tables, statements, transactions; the only package that speaks JDBC and Hibernate. */
@NullMarked
package health.throughline.store;

import org.jspecify.annotations.NullMarked;
