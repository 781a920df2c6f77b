package health.throughline.auth.smart;

import health.throughline.auth.account.SignedIn;
import health.throughline.auth.authorize.ScopeWords;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import health.throughline.store.auth.ApprovalTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where users see which apps have access on their behalf, and take it back. */
@RestController
@Issuing
@RequestMapping("/account/apps")
final class AppsPage {

    private final Grants grants;
    private final ClientRegistrations clients;
    private final ApprovalTable approvals;
    private final AuthTrail trail;

    AppsPage(Grants grants, ClientRegistrations clients, ApprovalTable approvals, AuthTrail trail) {
        this.grants = grants;
        this.clients = clients;
        this.approvals = approvals;
        this.trail = trail;
    }

    @GetMapping
    ResponseEntity<byte[]> show(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        Map<String, List<Grant>> byApp = new LinkedHashMap<>();
        grants.of(who.subject()).forEach(grant -> byApp.merge(grant.clientId(), List.of(grant), AppsPage::joined));
        Page page = Page.titled("Your apps", who, token);
        if (byApp.isEmpty()) {
            return page.paragraph("No app has access on your behalf.").ok();
        }
        page.paragraph(
                "You allowed these apps what stands below each. What you take back, an app loses at once; it has to ask you again.");
        byApp.forEach((client, all) -> app(page, client, all, token));
        return page.ok();
    }

    private static List<Grant> joined(List<Grant> some, List<Grant> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    private void app(Page page, String client, List<Grant> all, CsrfToken token) {
        Set<String> words = new LinkedHashSet<>();
        all.forEach(grant -> words.addAll(ScopeWords.of(grant.scopes())));
        Element list = Element.of("ul");
        words.forEach(one -> list.add(Element.of("li", one)));
        String name = clients.find(client).map(one -> one.terms().name()).orElse("An app that is gone");
        page.heading(name)
                .add(list)
                .add(Form.post("/account/apps", token).hidden("client", client).submit("Take it back from " + name));
    }

    @PostMapping
    ResponseEntity<byte[]> revoke(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String client,
            CsrfToken token,
            HttpServletRequest request) {
        grants.of(who.subject()).stream()
                .filter(grant -> grant.clientId().equals(client))
                .forEach(grant -> grants.end(grant.id()));
        approvals.remove(client, who.subject());
        String known = clients.find(client).map(Client::id).orElse("");
        trail.write(request, Event.token(known, who.subject(), "taken back", ""));
        return show(who, token);
    }
}
