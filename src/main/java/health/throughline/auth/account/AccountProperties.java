package health.throughline.auth.account;

import health.throughline.record.access.Role;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param key 32 random bytes in base64 that seal the secrets of second factors; empty for one kept in the database
 * @param secondFactor who must sign in with a second factor
 * @param idleTimeout time without a request after which one has to sign in again
 * @param sessionLength time after which one has to sign in again in any case
 * @param oneTimePasswordValidity how long a password that an administrator has given out can be used
 */
@ConfigurationProperties("throughline.account")
public record AccountProperties(
        @DefaultValue("") String key,
        @DefaultValue("optional") Needed secondFactor,
        @DefaultValue("15m") Duration idleTimeout,
        @DefaultValue("12h") Duration sessionLength,
        @DefaultValue("72h") Duration oneTimePasswordValidity) {

    private static final Set<Role> CLIENTS_AND_FAMILY = Set.of(Role.CLIENT, Role.RELATIVE);

    /** Of whom a second factor is wanted. */
    public enum Needed {
        OPTIONAL,
        STAFF,
        ALL
    }

    public boolean wantsSecondFactor(Set<Role> roles) {
        boolean staff = !CLIENTS_AND_FAMILY.containsAll(roles);
        return secondFactor == Needed.ALL || secondFactor == Needed.STAFF && staff;
    }
}
