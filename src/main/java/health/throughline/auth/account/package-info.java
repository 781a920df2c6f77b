/** The people who sign in: accounts, their passwords, second factors and roles. */
@NullMarked
package health.throughline.auth.account;

import org.jspecify.annotations.NullMarked;
