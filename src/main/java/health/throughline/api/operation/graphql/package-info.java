/** $graphql: GraphQL over the record, as R4 describes it. */
@NullMarked
package health.throughline.api.operation.graphql;

import org.jspecify.annotations.NullMarked;
