package health.throughline.server;

import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * How the server is reached and what it accepts.
 *
 * @param bind address to listen on; in the mode open only loopback addresses
 * @param baseUrl the FHIR base as clients write it, used in links and to recognise references to this server
 * @param maxBody largest request body, also after gunzip
 * @param corsOrigins origins of browser apps that may call the API; without a port, any port
 * @param timeZone where the programme's days begin and end, for named queries such as today's check-ins
 */
@ConfigurationProperties("throughline")
record ServerProperties(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("http://localhost:8080/fhir") String baseUrl,

        @DefaultValue("50MB") @DataSizeUnit(DataUnit.MEGABYTES)
        DataSize maxBody,

        @DefaultValue({"http://localhost", "http://127.0.0.1"})
        List<String> corsOrigins,

        @DefaultValue("UTC") ZoneId timeZone) {

    /** The FHIR base without a slash at its end. */
    String base() {
        return baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }
}
