package health.throughline.search.definition;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of the shipped definitions are in force.
 *
 * @param publish whether they can be read and searched like any other resource
 * @param acceptedInstruments ids of the instruments whose owners' terms the operator has accepted
 */
@ConfigurationProperties("throughline.definitions")
public record DefinitionProperties(
        @DefaultValue("true") boolean publish, @DefaultValue List<String> acceptedInstruments) {}
