package health.throughline.store.auth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the authorization server seals its secrets with.
 *
 * @param keyFile file with 32 bytes in Base64; empty: a key is made at first start and kept in the database
 */
@ConfigurationProperties("throughline.seal")
record SealProperties(@DefaultValue("") String keyFile) {}
