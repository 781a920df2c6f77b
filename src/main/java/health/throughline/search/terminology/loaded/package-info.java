/** Code systems that were loaded from release files, asked where they stand in the database. */
@NullMarked
package health.throughline.search.terminology.loaded;

import org.jspecify.annotations.NullMarked;
