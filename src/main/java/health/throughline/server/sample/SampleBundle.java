package health.throughline.server.sample;

/** One transaction of the sample: whom it is about, how many resources it writes, and its JSON. */
public final class SampleBundle {

    private final int client;
    private final int size;
    private final byte[] json;

    SampleBundle(int client, int size, byte[] json) {
        this.client = client;
        this.size = size;
        this.json = json;
    }

    /** The number of the client, counted from 1; 0 for the programme itself. */
    public int client() {
        return client;
    }

    public int size() {
        return size;
    }

    /** The Bundle as UTF-8 JSON; not copied, not to be changed. */
    public byte[] json() {
        return json;
    }
}
