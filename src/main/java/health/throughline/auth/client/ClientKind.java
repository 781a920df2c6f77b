package health.throughline.auth.client;

/** How a client proves who it is. */
public enum ClientKind {
    /** It cannot: an app on a user's device. */
    PUBLIC,
    /** By a secret it shares with this server. */
    SYMMETRIC,
    /** By its private key. */
    ASYMMETRIC
}
