/** Tests that walk every definition in {@code fhir-profiles}: what each promises, it keeps. */
@NullMarked
package health.throughline.contract;

import org.jspecify.annotations.NullMarked;
