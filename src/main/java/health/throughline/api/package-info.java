/** What can be asked of the server: requests and answers, shared by interactions and operations. */
@NullMarked
package health.throughline.api;

import org.jspecify.annotations.NullMarked;
