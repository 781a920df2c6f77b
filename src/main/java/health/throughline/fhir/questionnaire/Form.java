package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A Questionnaire made ready for checking and filling in; shared by threads. */
public final class Form {

    private final ObjectNode questionnaire;
    private final Map<String, FormItem> top;
    private final Map<String, FormItem> all = new HashMap<>();

    private Form(ObjectNode questionnaire) {
        this.questionnaire = questionnaire;
        this.top = FormItem.children(questionnaire);
        add(top);
    }

    public static Form of(ObjectNode questionnaire) {
        return new Form(questionnaire);
    }

    private void add(Map<String, FormItem> items) {
        items.values().forEach(item -> {
            all.putIfAbsent(item.linkId(), item);
            add(item.children());
        });
    }

    public ObjectNode questionnaire() {
        return questionnaire;
    }

    /** The items at the top, by their linkIds, in order. */
    public Map<String, FormItem> top() {
        return top;
    }

    /** The item with this linkId, at any depth. */
    public Optional<FormItem> find(String linkId) {
        return Optional.ofNullable(all.get(linkId));
    }
}
