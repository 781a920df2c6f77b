/** The {@code $operations}, one class each. To add one: implement OwnOperation and write its OperationDefinition; it is found by its type. */
@NullMarked
package health.throughline.api.operation;

import org.jspecify.annotations.NullMarked;
