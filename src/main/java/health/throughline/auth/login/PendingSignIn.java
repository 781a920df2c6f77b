package health.throughline.auth.login;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has shown something of what signing in takes, kept in the session. Until all is shown, Spring Security knows
 * of nobody.
 *
 * @param subject of the account
 * @param generation of the account meanwhile
 * @param factors shown so far: pwd, otp, mfa
 * @param until when it is to be finished
 */
record PendingSignIn(String subject, int generation, Set<String> factors, Instant until) implements Serializable {

    static final String PASSWORD = "pwd";
    static final String CODE = "otp";

    /** The identity provider has asked for more than one factor. */
    static final String SEVERAL = "mfa";

    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = PendingSignIn.class.getName();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    PendingSignIn {
        factors = Set.copyOf(factors);
    }

    /** What is wanted next. */
    enum Step {
        CODE("/login/code"),
        NEW_PASSWORD("/login/password"),
        SET_UP("/login/set-up"),
        NOTHING("/login/done");

        private final String path;

        Step(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    static PendingSignIn of(AccountEntry entry, Set<String> factors) {
        return new PendingSignIn(
                entry.subject(), entry.generation(), factors, Instant.now().plus(PATIENCE));
    }

    PendingSignIn and(String factor) {
        Set<String> more = new HashSet<>(factors);
        more.add(factor);
        return new PendingSignIn(subject, generation, more, until);
    }

    PendingSignIn in(int otherGeneration) {
        return new PendingSignIn(subject, otherGeneration, factors, until);
    }

    Step next(AccountEntry entry, AccountProperties properties) {
        boolean several = factors.contains(CODE) || factors.contains(SEVERAL);
        if (entry.secondFactor() && !several) {
            return Step.CODE;
        }
        if (entry.passwordToChange() && factors.contains(PASSWORD)) {
            return Step.NEW_PASSWORD;
        }
        if (!several && properties.wantsSecondFactor(entry.account().roles())) {
            return Step.SET_UP;
        }
        return Step.NOTHING;
    }

    void keep(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
    }

    static Optional<PendingSignIn> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(ATTRIBUTE) instanceof PendingSignIn pending) {
            return Optional.of(pending).filter(found -> Instant.now().isBefore(found.until()));
        }
        return Optional.empty();
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
