/** A search as it is answered: the statement that finds a page, chosen by how frequent its keys are. */
@NullMarked
package health.throughline.search.plan;

import org.jspecify.annotations.NullMarked;
