package health.throughline.server;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other servers this one may call.
 *
 * @param allow hosts, addresses and networks (10.1.0.0/16) that may be called though they are not public
 * @param plainLoopback whether http without TLS is taken for servers on this machine; for development
 */
@ConfigurationProperties("throughline.outgoing")
record OutgoingProperties(
        @DefaultValue List<String> allow,
        @DefaultValue("false") boolean plainLoopback) {}
