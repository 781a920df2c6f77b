package health.throughline.auth.client;

/**
 * A client was changed, disabled, or got another secret: what is kept in memory of it is stale.
 *
 * @param clientId its client_id
 */
public record ClientChanged(String clientId) {}
