/** The operation that takes in referrals. */
@NullMarked
package health.throughline.api.operation.referral;

import org.jspecify.annotations.NullMarked;
