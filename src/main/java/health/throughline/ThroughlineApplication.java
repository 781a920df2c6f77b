package health.throughline;

import health.throughline.server.command.CalibrateWarnings;
import health.throughline.server.command.LoadTerminology;
import health.throughline.server.command.ResetAdmin;
import health.throughline.server.command.VerifyAudit;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;

/** Starts the server, or the command that the first argument names. */
@SpringBootApplication(exclude = {SecurityFilterAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
public class ThroughlineApplication {

    private static final Map<String, BiFunction<List<String>, PrintStream, Integer>> COMMANDS = Map.of(
            LoadTerminology.NAME,
            LoadTerminology::run,
            VerifyAudit.NAME,
            VerifyAudit::run,
            ResetAdmin.NAME,
            ResetAdmin::run,
            CalibrateWarnings.NAME,
            CalibrateWarnings::run);

    public static void main(String[] arguments) {
        var command = arguments.length > 0 ? COMMANDS.get(arguments[0]) : null;
        if (command != null) {
            System.exit(command.apply(List.of(arguments).subList(1, arguments.length), System.out));
        }
        SpringApplication.run(ThroughlineApplication.class, arguments);
    }
}
