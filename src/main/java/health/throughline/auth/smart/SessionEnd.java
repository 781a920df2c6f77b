package health.throughline.auth.smart;

import health.throughline.auth.token.Grants;
import health.throughline.store.auth.Hashes;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Ends what was granted for as long as a login session lives, when it does not any more. */
@Component
final class SessionEnd implements HttpSessionListener {

    private final Grants grants;

    SessionEnd(Grants grants) {
        this.grants = grants;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        grants.endOfSession(
                HexFormat.of().formatHex(Hashes.of(event.getSession().getId())));
    }
}
