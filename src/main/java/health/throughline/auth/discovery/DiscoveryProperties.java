package health.throughline.auth.discovery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is published beside the endpoints.
 *
 * @param brandsFile file with the Bundle of user-access brands; empty for none
 * @param brandIdentifier identifier of this server's brand in it
 * @param smartFile file with the discovery document of the authorization server that the mode external relies on; empty for
 *     none
 */
@ConfigurationProperties("throughline.discovery")
record DiscoveryProperties(
        @DefaultValue("") String brandsFile,
        @DefaultValue("") String brandIdentifier,
        @DefaultValue("") String smartFile) {}
