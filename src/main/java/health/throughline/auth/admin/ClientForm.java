package health.throughline.auth.admin;

import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.fhir.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an administrator fills in of an app, field by field as text.
 *
 * @param values by the names of the fields
 */
record ClientForm(Map<String, String> values) {

    private static final List<String> NAMES = List.of(
            "name",
            "description",
            "kind",
            "redirects",
            "scopes",
            "launch",
            "keys",
            "origins",
            "organization",
            "minutes",
            "logo");

    private static final List<String> KINDS = List.of("public", "symmetric", "asymmetric");

    ClientForm {
        values = Map.copyOf(values);
    }

    static ClientForm empty() {
        return new ClientForm(Map.of("kind", "public", "minutes", "60"));
    }

    /** As a page has sent it. */
    static ClientForm of(HttpServletRequest request) {
        Map<String, String> values = new java.util.HashMap<>();
        for (String name : NAMES) {
            String value = request.getParameter(name);
            values.put(name, value == null ? "" : value.strip());
        }
        return new ClientForm(values);
    }

    static ClientForm of(Client client) {
        ClientDraft terms = client.terms();
        return new ClientForm(Map.ofEntries(
                Map.entry("name", terms.name()),
                Map.entry("description", terms.description()),
                Map.entry("kind", terms.kind().name().toLowerCase(Locale.ROOT)),
                Map.entry("redirects", String.join(" ", terms.redirectUris())),
                Map.entry("scopes", String.join(" ", terms.scopes())),
                Map.entry("launch", terms.launchUrl()),
                Map.entry("keys", terms.jwksUrl().isEmpty() ? terms.jwks() : terms.jwksUrl()),
                Map.entry("origins", String.join(" ", terms.corsOrigins())),
                Map.entry("organization", terms.organization()),
                Map.entry("minutes", Long.toString(terms.accessTokens().toMinutes())),
                Map.entry("logo", terms.logoUrl())));
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private List<String> list(String name) {
        return Stream.of(value(name).split("\\s+"))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** @throws Refusal UNPROCESSABLE when it names what there is not */
    ClientDraft draft() {
        if (!KINDS.contains(value("kind")) || !value("minutes").matches("\\d{1,6}")) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE, "Choose how the app proves who it is, and give whole minutes.");
        }
        String keys = value("keys");
        boolean set = keys.startsWith("{");
        return new ClientDraft(
                value("name"),
                value("description"),
                value("logo"),
                ClientKind.valueOf(value("kind").toUpperCase(Locale.ROOT)),
                list("redirects"),
                value("launch"),
                set ? "" : keys,
                set ? keys : "",
                list("scopes"),
                list("origins"),
                value("organization"),
                Duration.ofMinutes(Long.parseLong(value("minutes"))));
    }

    Form fields(Form form, boolean isNew) {
        form.field(field("name", "Name", "As users read it when they are asked to let it in.")
                        .required())
                .field(field("description", "What it does", "One sentence for the users."));
        if (isNew) {
            form.add(kinds());
        } else {
            form.hidden("kind", value("kind"));
        }
        return form.field(field(
                        "redirects", "Redirect URLs", "Where users are sent back to; several with spaces between."))
                .field(field(
                        "scopes",
                        "Scopes",
                        "The most it may ever be given, such as launch/patient patient/*.rs openid fhirUser."))
                .field(field("launch", "Launch URL", "Only for apps that are opened from a chart."))
                .field(field("keys", "Public keys", "URL of its key set, or the set itself; asymmetric apps only."))
                .field(field("origins", "Origins", "From which its pages call, such as https://app.example."))
                .field(field(
                        "organization",
                        "Organization",
                        "Id of the Organization it passes data on to; empty for the programme's own software."))
                .field(field("minutes", "Minutes", "How long an access token lasts at most."))
                .field(field("logo", "Logo URL", ""));
    }

    private Field field(String name, String label, String hint) {
        return Field.text(name, label).hint(hint).value(value(name)).autocomplete("off");
    }

    private Element kinds() {
        Map<String, String> says = Map.of(
                "public", "Not at all: it runs on the users' devices (public)",
                "symmetric", "By a secret that this server makes (symmetric)",
                "asymmetric", "By a private key of its own (asymmetric)");
        Element group = Element.of("fieldset").add(Element.of("legend", "How it proves who it is"));
        for (String kind : KINDS) {
            Element choice = Element.of("input")
                    .with("type", "radio")
                    .with("id", "kind-" + kind)
                    .with("name", "kind")
                    .with("value", kind);
            if (kind.equals(value("kind"))) {
                choice.flag("checked");
            }
            String label = says.getOrDefault(kind, kind);
            group.add(Element.of("div")
                    .with("class", "choice")
                    .add(choice, Element.of("label", label).with("for", "kind-" + kind)));
        }
        return group;
    }
}
