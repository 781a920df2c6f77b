package health.throughline.record;

import health.throughline.record.access.Access;
import health.throughline.store.sql.Transactions;
import java.util.List;
import java.util.function.Supplier;

/** The record as its users see it: reading, searching and writing, and all of them together or not at all. */
public final class HealthRecord {

    private final RecordReader reader;
    private final RecordSearch search;
    private final RecordWriter writer;
    private final Transactions transactions;

    public HealthRecord(RecordReader reader, RecordSearch search, RecordWriter writer, Transactions transactions) {
        this.reader = reader;
        this.search = search;
        this.writer = writer;
        this.transactions = transactions;
    }

    public RecordReader reader() {
        return reader;
    }

    public RecordSearch search() {
        return search;
    }

    public Outcome write(Change change, Access access) {
        return write(change, false, access);
    }

    /** @param findingsWanted whether the caller wants to know of findings that refuse nothing */
    public Outcome write(Change change, boolean findingsWanted, Access access) {
        return writer.write(List.of(new RecordWriter.Entry(change, "", "", findingsWanted)), access)
                .get(0);
    }

    /** All of {@code entries} or none. */
    public List<Outcome> write(List<RecordWriter.Entry> entries, Access access) {
        return writer.write(entries, access);
    }

    /** The same for what is known to be right, such as the definitions that ship with the server. */
    public List<Outcome> writeAsChecked(List<RecordWriter.Entry> entries, Access access) {
        return writer.writeAsChecked(entries, access);
    }

    /** Runs {@code work}, which may read and write, in one transaction; may run it again when it lost a race. */
    public <T> T atomically(Supplier<T> work) {
        return transactions.write(work);
    }
}
