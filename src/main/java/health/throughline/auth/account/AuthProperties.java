package health.throughline.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether callers are asked who they are.
 *
 * @param mode {@code secured} wants an access token of this server; {@code external} one of another; {@code open} asks nobody
 *     and listens on this machine only
 */
@ConfigurationProperties("throughline.auth")
public record AuthProperties(@DefaultValue("secured") Mode mode) {

    /** The ways to run the server. */
    public enum Mode {
        SECURED,
        OPEN,
        EXTERNAL
    }

    public boolean open() {
        return mode == Mode.OPEN;
    }
}
