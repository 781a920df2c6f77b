/** The pages of authorization and their protection: filter chains, security headers, limits. */
@NullMarked
package health.throughline.auth.web;

import org.jspecify.annotations.NullMarked;
