package health.throughline.auth.token;

import org.jspecify.annotations.Nullable;

/**
 * Tokens do not hold any more.
 *
 * @param authorization of which; null when it may be any
 * @param replaced whether new ones took their place, so that nobody else needs to hear of it
 */
record TokensEnded(@Nullable String authorization, boolean replaced) {}
