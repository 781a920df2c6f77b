/** What the authorization server keeps: clients, authorizations, tokens by their hashes, approvals, handles and keys. */
@NullMarked
package health.throughline.store.auth;

import org.jspecify.annotations.NullMarked;
