/**
 * What the pages of sign-in, account and administration are made of: plain HTML that works without scripts, in which
 * everything that comes from elsewhere is escaped by construction.
 */
@NullMarked
package health.throughline.auth.web.page;

import org.jspecify.annotations.NullMarked;
