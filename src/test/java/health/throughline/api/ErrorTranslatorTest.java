package health.throughline.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import health.throughline.store.sql.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrorTranslatorTest {

    @Test
    void the_log_tells_the_sqlstate_of_a_failed_statement() {
        Throwable failure = new IllegalStateException("of Jane Doe", StoreFailure.changedMeanwhile());
        assertThat(logged(failure))
                .contains(
                        "java.lang.IllegalStateException",
                        "health.throughline.store.sql.StoreFailure: Statement 'resource.lock' failed with SQLSTATE 40001");
    }

    @Test
    void the_log_tells_no_message_that_could_quote_data() {
        assertThat(String.join(" ", logged(new IllegalStateException("of Jane Doe"))))
                .doesNotContain("Jane");
    }

    private static List<String> logged(Throwable failure) {
        Logger log = (Logger) LoggerFactory.getLogger(ErrorTranslator.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        log.addAppender(events);
        try {
            assertThat(ErrorTranslator.translate(failure).status()).isEqualTo(500);
        } finally {
            log.detachAppender(events);
        }
        List<String> messages = new ArrayList<>();
        for (var told = events.list.get(0).getThrowableProxy(); told != null; told = told.getCause()) {
            messages.add(told.getMessage());
        }
        return messages;
    }
}
