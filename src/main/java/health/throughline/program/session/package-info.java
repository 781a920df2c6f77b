/**
 * Sessions: a Slot that names nobody, an Appointment and an Encounter for each client, booking, rosters and attendance. The
 * Slot of a group is never written when somebody books, so that it tells nobody anything of others.
 */
@NullMarked
package health.throughline.program.session;

import org.jspecify.annotations.NullMarked;
