package health.throughline.auth.smart;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How apps are authorized.
 *
 * @param offlineLifetime how long a refresh token of offline_access lasts since it was last used
 * @param onlineLifetime the same of online_access, which ends with the login session anyway
 * @param dynamicRegistration whether apps may register themselves; what they register can do nothing until an administrator
 *     enables it
 * @param failuresPerMinute failed proofs of clients and unknown tokens that one address may send in a minute
 */
@ConfigurationProperties("throughline.smart")
record SmartProperties(
        @DefaultValue("90d") Duration offlineLifetime,
        @DefaultValue("12h") Duration onlineLifetime,
        @DefaultValue("false") boolean dynamicRegistration,
        @DefaultValue("100") int failuresPerMinute) {}
