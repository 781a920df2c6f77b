package health.throughline.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a newcomer finds.
 *
 * @param clients clients of the sample programme that is loaded into an empty record at first start; 0 for none
 */
@ConfigurationProperties("throughline.sample")
record SampleProperties(@DefaultValue("10") int clients) {}
