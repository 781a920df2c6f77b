/** What an operator runs instead of the server. */
@NullMarked
package health.throughline.server.command;

import org.jspecify.annotations.NullMarked;
