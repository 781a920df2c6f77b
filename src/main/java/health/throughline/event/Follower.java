package health.throughline.event;

/** Keeps something that this server holds in memory up with what other servers on the same database change. */
public interface Follower {

    /** Looks whether anything has changed; called every second on a thread of its own. */
    void follow();
}
