/** Referrals from other organizations: taken in with their documents, as an inquiry for the admissions team. */
@NullMarked
package health.throughline.program.referral;

import org.jspecify.annotations.NullMarked;
