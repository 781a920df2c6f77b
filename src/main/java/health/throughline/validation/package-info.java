/** Whether a resource may be stored: what its structure cannot tell is checked against profiles, by HL7's validator. */
@NullMarked
package health.throughline.validation;

import org.jspecify.annotations.NullMarked;
