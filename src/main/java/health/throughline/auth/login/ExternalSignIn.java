package health.throughline.auth.login;

/**
 * The identity provider of the operator, as the sign-in page offers it.
 *
 * @param name for people to read
 * @param path where signing in with it starts
 */
public record ExternalSignIn(String name, String path) {}
