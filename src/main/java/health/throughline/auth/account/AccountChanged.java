package health.throughline.auth.account;

/**
 * An account was disabled, got other roles, another identity or another password: what was given out for it before is void.
 *
 * @param subject of the account
 */
public record AccountChanged(String subject) {}
