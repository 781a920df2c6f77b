/** Operations on plans: applying protocols, finishing, revising and comparing plans, and what an app shows of them. */
@NullMarked
package health.throughline.api.operation.careplan;

import org.jspecify.annotations.NullMarked;
