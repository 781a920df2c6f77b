package health.throughline.server.page;

import health.throughline.server.sample.SampleGuide;

/** What somebody finds who opens the server in a browser. */
public final class LandingPage {

    private LandingPage() {}

    /**
     * The page as UTF-8; to be sent with {@link Frame#HEADERS}.
     *
     * @param base the server's FHIR base, without a slash at its end
     * @param sample whether the sample programme is to be found here
     * @param open whether nobody is asked who they are
     */
    public static byte[] render(String base, boolean sample, boolean open) {
        Html main = new Html();
        main.markup("<div class=\"prose\">\n");
        introduction(main, base);
        who(main, open);
        documents(main, base);
        if (sample) {
            guide(main, base, open);
        }
        main.markup("</div>\n");
        return Frame.page("The record of an intensive outpatient programme", new Navigation(base).html(), main);
    }

    private static void introduction(Html main, String base) {
        main.markup("<p>This is a FHIR R4 server for virtual intensive outpatient programmes: it keeps screenings, "
                        + "group attendance, check-ins and care plans as one record. Programs talk to it at ")
                .element("code", base)
                .markup(".</p>\n");
    }

    private static void who(Html main, boolean open) {
        main.markup(
                open
                        ? "<p class=\"notice\"><strong>This server is open.</strong> It does not ask callers who they are, "
                                + "and therefore listens on the loopback interface only: whoever can run programs on this "
                                + "machine can read and change everything. Keep real clients out of it.</p>\n"
                        : "<p><a href=\"login\">Sign in</a> to see your account and the apps you use, and as an administrator "
                                + "to look after users and apps.</p>\n<p class=\"notice\">Programs need an access token; "
                                + "in a browser without one, what leads into the record answers that it wants one.</p>\n");
    }

    private static void documents(Html main, String base) {
        main.markup("<h2>What it offers</h2>\n<ul>\n");
        document(
                main, base + "/metadata", "CapabilityStatement", "every resource type, search parameter and operation");
        document(main, "openapi.json", "OpenAPI description", "the same for tools that do not know FHIR");
        document(main, "actuator/health", "Health", "whether the server and its database are up");
        document(main, "actuator/prometheus", "Metrics", "requests, times, connections and memory");
        document(main, base + "/Patient", "Patients", "a search to start with");
        main.markup("</ul>\n");
    }

    private static void document(Html main, String url, String name, String about) {
        main.markup("<li>").link(url, name).text(": " + about).markup("</li>\n");
    }

    private static void guide(Html main, String base, boolean open) {
        main.markup("<h2>What to try with the sample</h2>\n<p>The sample is a made-up programme; nobody in it exists. "
                + "It is loaded at the first start, which takes a moment; the log tells when it is done.</p>\n<ul>\n");
        for (SampleGuide.Step step : SampleGuide.steps()) {
            main.markup("<li>");
            if (open) {
                main.link(base + step.query(), step.question());
            } else {
                main.text(step.question());
            }
            main.markup("<br>");
            main.element("code", "GET " + step.query()).markup("</li>\n");
        }
        main.markup("</ul>\n");
    }
}
