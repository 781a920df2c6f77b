package health.throughline.program.crisis;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The crisis lines that clients of this programme are told of.
 *
 * @param national that of the country
 * @param local one nearer by, such as the programme's own; without a phone number there is none
 */
@ConfigurationProperties("throughline.crisis")
public record CrisisProperties(
        @DefaultValue National national, @DefaultValue Local local) {

    /** That of the country. */
    public record National(
            @DefaultValue("988 Suicide & Crisis Lifeline") String name,
            @DefaultValue("988") String phone,

            @DefaultValue("Call or text 988, day and night. In danger of life, call 911.")
            String words) {}

    /** One nearer by. */
    public record Local(
            @DefaultValue("") String name,
            @DefaultValue("") String phone,
            @DefaultValue("") String words) {}

    /** A line to call. */
    public record Line(String name, String phone, String words) {}

    /** Those that there are; the nearest last. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(national.name(), national.phone(), national.words()));
        lines.add(new Line(local.name(), local.phone(), local.words()));
        lines.removeIf(line -> line.phone().isEmpty());
        return lines;
    }
}
