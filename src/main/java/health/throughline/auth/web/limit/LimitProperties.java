package health.throughline.auth.web.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callers may call; what is above is answered by 429 and when to try again. For each, so many a minute on average,
 * and so many at once after a rest.
 *
 * @param perClient FHIR requests of one access token a minute; 0 for no limit
 * @param perClientBurst those at once
 * @param perAddress FHIR requests of one network address a minute; 0 for no limit
 * @param perAddressBurst those at once
 * @param signIns attempts to sign in from one network address a minute
 * @param tokens requests for tokens and to introspect them from one network address a minute
 * @param pages requests of all other pages from one network address a minute
 */
@ConfigurationProperties("throughline.limit")
public record LimitProperties(
        @DefaultValue("600") int perClient,
        @DefaultValue("200") int perClientBurst,
        @DefaultValue("3000") int perAddress,
        @DefaultValue("1000") int perAddressBurst,
        @DefaultValue("60") int signIns,
        @DefaultValue("600") int tokens,
        @DefaultValue("600") int pages) {}
