package health.throughline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class ThroughlineApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ThroughlineApplication.class, arguments);
    }
}
