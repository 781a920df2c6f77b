package health.throughline.auth.scope;

/** Scopes of this server's own, as URIs. */
public final class OwnScopes {

    /** Lets a client mint launch handles. */
    public static final String LAUNCH = "https://throughline.example/scopes/launch";

    /** Lets a client introspect tokens of other clients. */
    public static final String INTROSPECT = "https://throughline.example/scopes/introspect";

    private OwnScopes() {}
}
