package health.throughline.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the record is kept.
 *
 * @param url JDBC URL of an external PostgreSQL (15 to 18); embedded when empty
 * @param dataDir directory of the embedded PostgreSQL
 * @param port port of the embedded PostgreSQL; 0 takes a free one
 * @param connections most database connections held at once, besides two for new code systems and one for the audit trail
 * @param statementTimeout longest time one statement may take
 */
@ConfigurationProperties("throughline.store")
public record StoreProperties(
        @DefaultValue("") String url,
        @DefaultValue("throughline") String username,
        @DefaultValue("") String password,
        @DefaultValue("data") String dataDir,
        @DefaultValue("0") int port,
        @DefaultValue("16") int connections,
        @DefaultValue("20s") Duration statementTimeout) {

    public boolean embedded() {
        return url.isBlank();
    }
}
