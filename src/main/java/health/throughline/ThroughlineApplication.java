package health.throughline;

import health.throughline.server.command.LoadTerminology;
import health.throughline.server.command.VerifyAudit;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;

/** Starts the server, or the command that the first argument names. */
@SpringBootApplication(exclude = {SecurityFilterAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
public class ThroughlineApplication {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(LoadTerminology.NAME)) {
            System.exit(LoadTerminology.run(List.of(arguments).subList(1, arguments.length), System.out));
        }
        if (arguments.length > 0 && arguments[0].equals(VerifyAudit.NAME)) {
            System.exit(VerifyAudit.run(List.of(arguments).subList(1, arguments.length), System.out));
        }
        SpringApplication.run(ThroughlineApplication.class, arguments);
    }
}
