package health.throughline.record.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import java.util.Set;

/**
 * What nobody may change by themselves, because it follows from something else; what follows is not held against it. To add
 * one, implement this and offer it as a bean.
 */
public interface ChangeRule {

    /** The resource types it is about; changes of other types pay nothing for it. */
    Set<String> types();

    /**
     * @param before the version that is there
     * @param after what it would become
     * @throws health.throughline.fhir.Refusal saying how to do it right
     */
    void check(ResourceKey key, ObjectNode before, ObjectNode after);
}
