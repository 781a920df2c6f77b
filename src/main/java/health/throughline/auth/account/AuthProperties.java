package health.throughline.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether callers are asked who they are.
 *
 * @param mode {@code open} asks nobody; {@code smart} wants an access token, and people sign in for it
 */
@ConfigurationProperties("throughline.auth")
public record AuthProperties(@DefaultValue("open") Mode mode) {

    /** The two ways to run the server. */
    public enum Mode {
        OPEN,
        SMART
    }

    public boolean open() {
        return mode == Mode.OPEN;
    }
}
