/** What administrators do: users and apps, on pages and by an API. */
@NullMarked
package health.throughline.auth.admin;

import org.jspecify.annotations.NullMarked;
