/** What an app is launched with: the patient and whatever else is in context, and the handles that stand for it. */
@NullMarked
package health.throughline.auth.launch;

import org.jspecify.annotations.NullMarked;
