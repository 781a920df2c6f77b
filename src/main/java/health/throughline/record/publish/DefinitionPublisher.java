package health.throughline.record.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter;
import health.throughline.record.access.Access;
import health.throughline.store.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the shipped definitions into the record, where they are read and searched like anything else, and ends those that
 * ship no more. What has not changed since the last start costs the reading of the files.
 */
public final class DefinitionPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionPublisher.class);
    private static final String SETTING = "published-definitions";
    private static final Access SERVER = Access.everything("server");
    private static final int AT_ONCE = 40;

    private final ShippedDefinitions shipped;
    private final HealthRecord record;
    private final Settings settings;

    public DefinitionPublisher(ShippedDefinitions shipped, HealthRecord record, Settings settings) {
        this.shipped = shipped;
        this.record = record;
        this.settings = settings;
    }

    /** Returns once all of them are stored; another server may do the same at the same time. */
    public void publish() {
        List<String> published = Arrays.asList(settings.find(SETTING).orElse("").split("\n"));
        String digest = shipped.digest();
        if (published.get(0).equals(digest)) {
            return;
        }
        List<ResourceKey> keys = List.copyOf(shipped.keys());
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            write(keys.subList(from, Math.min(from + AT_ONCE, keys.size())));
        }
        int withdrawn = withdraw(published);
        settings.put(SETTING, digest + "\n" + names(keys));
        LOG.info("{} definitions of the programme are in the record, {} were withdrawn", keys.size(), withdrawn);
    }

    private void write(List<ResourceKey> keys) {
        List<RecordWriter.Entry> entries = new ArrayList<>();
        for (ResourceKey key : keys) {
            ObjectNode definition = shipped.find(key).orElseThrow();
            entries.add(new RecordWriter.Entry(new Change.Update(Change.Target.of(key), definition, null), "", ""));
        }
        record.writeAsChecked(entries, SERVER);
    }

    private int withdraw(List<String> published) {
        Set<String> gone = new TreeSet<>(published.subList(1, published.size()));
        shipped.keys().forEach(key -> gone.remove(key.toString()));
        List<RecordWriter.Entry> entries = new ArrayList<>();
        for (String name : gone) {
            int slash = name.indexOf('/');
            ResourceKey key = new ResourceKey(name.substring(0, slash), name.substring(slash + 1));
            entries.add(new RecordWriter.Entry(new Change.Delete(Change.Target.of(key), null, false), "", ""));
        }
        if (!entries.isEmpty()) {
            record.writeAsChecked(entries, SERVER);
        }
        return entries.size();
    }

    private static String names(List<ResourceKey> keys) {
        return String.join("\n", keys.stream().map(ResourceKey::toString).toList());
    }
}
