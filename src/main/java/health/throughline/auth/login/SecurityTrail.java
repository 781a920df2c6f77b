package health.throughline.auth.login;

import health.throughline.auth.account.SignedIn;
import health.throughline.auth.site.RequestIds;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Tells the audit trail who signed in, tried to, signed out, and what was done to accounts and apps. */
@ConditionalOnWebApplication
@Component
public final class SecurityTrail {

    private final AuditTrail trail;

    SecurityTrail(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param subject of the account; empty when nobody is known */
    public void login(HttpServletRequest request, String subject, boolean success) {
        record(request, AuditEntry.Kind.LOGIN, subject, success, "{}");
    }

    public void logout(HttpServletRequest request, String subject) {
        record(request, AuditEntry.Kind.LOGOUT, subject, true, "{}");
    }

    /**
     * What the one who is signed in has done.
     *
     * @param action such as {@code account.disable}
     * @param target subject or client_id it was done to
     */
    public void administration(HttpServletRequest request, String action, String target) {
        String detail = "{\"action\":\"" + harmless(action) + "\",\"target\":\"" + harmless(target) + "\"}";
        record(request, AuditEntry.Kind.ADMINISTRATION, signedIn(), true, detail);
    }

    private static String harmless(String text) {
        return text.replaceAll("[^A-Za-z0-9._:/-]", "_");
    }

    private static String signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who ? who.subject() : "";
    }

    private void record(
            HttpServletRequest request, AuditEntry.Kind kind, String subject, boolean success, String detail) {
        trail.record(List.of(new AuditEntry(
                System.currentTimeMillis(),
                kind,
                new AuditEntry.Agent(subject, "", "", "", "", request.getRemoteAddr()),
                RequestIds.audited(request),
                success ? AuditEntry.Outcome.SUCCESS : AuditEntry.Outcome.MINOR_FAILURE,
                0,
                "",
                detail)));
    }
}
