package health.throughline.validation;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How strictly resources are checked beyond their structure.
 *
 * @param ownProfiles for resources that claim a profile of the programme in meta.profile
 * @param otherProfiles for all other profiles, R4's own rules and the expected profiles included
 * @param responses for answers to questionnaires that are known here
 * @param expected ids of the profiles that resources of their types are expected to meet when they claim none of the
 *     programme's
 * @param references for references to resources of this server that are not there, and for the end of what others refer to
 * @param backgroundShare the share of one processor that may go into checks nobody waits for; 0 for none
 * @param warmUp whether the validator reads its definitions right after the start, before the first write needs it
 */
@ConfigurationProperties("throughline.validation")
public record ValidationProperties(
        @DefaultValue("enforce") Policy ownProfiles,
        @DefaultValue("warn") Policy otherProfiles,
        @DefaultValue("enforce") Policy responses,
        @DefaultValue List<String> expected,
        @DefaultValue("off") Policy references,
        @DefaultValue("0.05") double backgroundShare,
        @DefaultValue("true") boolean warmUp) {

    public ValidationProperties {
        if (backgroundShare < 0 || backgroundShare > 1) {
            throw new IllegalArgumentException("throughline.validation.background-share is between 0 and 1");
        }
    }
}
