package health.throughline.api.operation.graphql;

import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import health.throughline.api.ErrorTranslator;
import health.throughline.api.FhirResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What goes wrong while a field is read, as an error of that field that carries the server's own answer. */
final class FetchErrors implements DataFetcherExceptionHandler {

    /** Under which the response is found that REST would have given. */
    static final String RESPONSE = "response";

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failure) {
        FhirResponse response = ErrorTranslator.translate(failure.getException());
        var error = GraphqlErrorBuilder.newError()
                .message("The field could not be read.")
                .path(failure.getPath())
                .location(failure.getSourceLocation())
                .extensions(Map.of(RESPONSE, response))
                .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }
}
