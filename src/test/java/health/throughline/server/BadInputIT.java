package health.throughline.server;

import static health.throughline.testing.Call.call;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.Fhir;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * https://hl7.org/fhir/R4/http.html#Status-Codes and #errors: whatever comes in, the answer has the right status and an
 * OperationOutcome that tells what to do and repeats nothing of the content.
 */
class BadInputIT {

    private static final String SECRET = BadInput.SECRET;

    @TestFactory
    Stream<DynamicTest> is_answered_by_an_outcome() {
        return Stream.of(BadUrls.cases(), BadContent.cases(), BadHeaders.cases())
                .flatMap(cases -> cases)
                .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> check(bad)));
    }

    private static void check(BadInput bad) {
        Call call = call(bad.method(), bad.path());
        if (bad.body() != null) {
            call.content(bad.contentType(), bad.body());
        }
        bad.headers().forEach(call::header);
        Reply reply = call.send();
        String shown = reply.text();
        assertThat(reply.status()).as("status, with %s", shown).isEqualTo(bad.status());
        assertThat(shown).as("patient data in an outcome").doesNotContain(SECRET);
        boolean xml = reply.header("Content-Type").contains("xml");
        OperationOutcome outcome =
                (xml ? Fhir.xmlParser() : Fhir.jsonParser()).parseResource(OperationOutcome.class, shown);
        assertThat(outcome.getIssueFirstRep().getCode().toCode()).as(shown).isEqualTo(bad.code());
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).as(shown).containsIgnoringCase(bad.says());
    }

    @Test
    void the_table_is_long() {
        assertThat(Stream.of(BadUrls.cases(), BadContent.cases(), BadHeaders.cases())
                        .mapToLong(Stream::count)
                        .sum())
                .isGreaterThanOrEqualTo(80);
    }
}
