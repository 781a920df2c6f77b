package health.throughline.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this server does besides answering.
 *
 * @param work whether it carries out what is owed: jobs, events, work at regular times; of the servers on one database one must
 */
@ConfigurationProperties("throughline.delivery")
public record DeliveryProperties(@DefaultValue("true") boolean work) {}
