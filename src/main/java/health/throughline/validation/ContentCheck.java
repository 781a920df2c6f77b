package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import java.util.List;
import java.util.Set;

/**
 * Checks resources of some types by rules that no profile can express, such as answers against their questionnaire. To add
 * one, implement this and offer it as a bean.
 */
public interface ContentCheck {

    /** The resource types it checks; writes of other types pay nothing for it. */
    Set<String> types();

    /** Errors, which refuse the write, and warnings; none of them quotes a value. */
    List<Issue> check(ObjectNode resource);
}
