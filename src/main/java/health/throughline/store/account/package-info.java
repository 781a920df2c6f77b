/** The accounts of those who sign in, kept by Hibernate. */
@NullMarked
package health.throughline.store.account;

import org.jspecify.annotations.NullMarked;
