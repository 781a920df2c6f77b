package health.throughline.server;

import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.token.OwnToken;
import health.throughline.record.publish.DefinitionPublisher;
import health.throughline.search.definition.DefinitionProperties;
import health.throughline.server.sample.SampleGuide;
import health.throughline.server.sample.SampleLoadFailed;
import health.throughline.server.sample.SampleLoader;
import health.throughline.server.sample.SampleProgramme;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Greets the operator once the server answers, publishes the definitions, and loads the sample into an empty record. */
@Component
final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    /** The sample is the same everywhere, so that what is written about it holds. */
    private static final long SEED = 20260105;

    private final ServerProperties server;
    private final SampleProperties sample;
    private final DefinitionProperties definitions;
    private final DefinitionPublisher publisher;
    private final FirstAccounts accounts;
    private final AuthProperties auth;
    private final OwnToken own;

    FirstStart(
            ServerProperties server,
            SampleProperties sample,
            DefinitionProperties definitions,
            DefinitionPublisher publisher,
            FirstAccounts accounts,
            AuthProperties auth,
            OwnToken own) {
        this.server = server;
        this.sample = sample;
        this.definitions = definitions;
        this.publisher = publisher;
        this.accounts = accounts;
        this.auth = auth;
        this.own = own;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        if (port == null) {
            return;
        }
        String host = server.bind().equals("127.0.0.1") ? "localhost" : bracketed(server.bind());
        String who = auth.open() ? "nobody who they are" : "callers for access tokens and people to sign in";
        LOG.info("This server asks {}, and listens on {}. Start at http://{}:{}/", who, server.bind(), host, port);
        accounts.create(base(port).replaceAll("/fhir$", "/login"), System.out);
        Thread thread = new Thread(() -> fill(port), "first-start");
        thread.setDaemon(true);
        thread.start();
    }

    private void fill(String port) {
        if (definitions.publish()) {
            publish();
        }
        if (sample.clients() > 0) {
            load(port);
        }
    }

    private void publish() {
        try {
            publisher.publish();
        } catch (RuntimeException e) {
            LOG.error("The definitions of the programme were not published; the next start tries again.", e);
        }
    }

    /** Over HTTP, as any client would; what goes wrong is told, and the server goes on. */
    private void load(String port) {
        SampleLoader loader = new SampleLoader(
                "http://" + bracketed(server.bind()) + ":" + port + "/fhir",
                Map.of("Authorization", "Bearer " + own.issue()),
                LOG::info);
        try {
            if (!loader.welcome()) {
                LOG.info("The record holds something already; the sample is not loaded into it.");
            } else if (loader.load(new SampleProgramme(SEED, sample.clients()))) {
                String token = auth.open() ? "" : "Each of these needs an access token: -H 'Authorization: Bearer …'. ";
                LOG.info("The sample is loaded.\n\n{}{}", token, SampleGuide.text(base(port), sample.clients()));
            }
        } catch (SampleLoadFailed e) {
            LOG.error("The sample was not loaded; the next start goes on with it. {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The sample was not loaded; the next start goes on with it.", e);
        } finally {
            own.withdraw();
        }
    }

    /** A port that was left to chance is known only now. */
    private String base(String port) {
        return server.base().replace(":0/", ":" + port + "/");
    }

    private static String bracketed(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
