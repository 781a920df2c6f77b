/** Long work with its progress, kept by Hibernate. */
@NullMarked
package health.throughline.store.job;

import org.jspecify.annotations.NullMarked;
