package health.throughline.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs https://github.com/wg/wrk with a script that rotates through the requests of a shape. */
final class Wrk {

    private static final Path PROGRAM = Path.of("/usr/bin/wrk");
    private static final int CONNECTIONS = 4;

    private static final String SCRIPT = """
            local threads = {}
            local requests = {}
            local last = 0
            refused = 0

            function setup(thread)
              table.insert(threads, thread)
            end

            function init(args)
              local headers = {["Accept"] = "application/fhir+json"}
              local token = os.getenv("BENCHMARK_TOKEN")
              if token then headers["Authorization"] = "Bearer " .. token end
              local write = {["Accept"] = "application/fhir+json", ["Content-Type"] = "application/fhir+json"}
              write["Authorization"] = headers["Authorization"]
              for line in io.lines([[%s]]) do
                local method, path, body = line:match("^(%%S+)\\t(%%S+)\\t(.*)$")
                if body == "" then
                  requests[#requests + 1] = wrk.format(method, path, headers)
                else
                  requests[#requests + 1] = wrk.format(method, path, write, body)
                end
              end
            end

            function request()
              last = last %% #requests + 1
              return requests[last]
            end

            function response(status)
              if status < 200 or status > 299 then
                refused = refused + 1
              end
            end

            function done(summary, latency)
              local count = 0
              for _, thread in ipairs(threads) do
                count = count + thread:get("refused")
              end
              local errors = summary.errors
              local broken = errors.connect + errors.read + errors.write + errors.timeout
              print(string.format("RESULT requests=%%d refused=%%d broken=%%d p50=%%d p99=%%d",
                summary.requests, count, broken, latency:percentile(50), latency:percentile(99)))
            end
            """;

    private final URI base;
    private final Path directory;

    Wrk(String base, Path directory) {
        this.base = URI.create(base);
        this.directory = directory;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    Load run(Shape shape, int seconds) {
        try {
            var command = List.of(
                    PROGRAM.toString(),
                    "--threads=1",
                    "--connections=" + CONNECTIONS,
                    "--duration=" + seconds + "s",
                    "--timeout=30s",
                    "--script=" + write(shape),
                    base.resolve("/").toString());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return Load.parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(Shape shape) throws IOException {
        Files.createDirectories(directory);
        var lines = new ArrayList<String>();
        for (var request : shape.requests()) {
            lines.add(request.method() + "\t" + base.getPath() + request.path() + "\t" + request.body());
        }
        var requests = Files.write(directory.resolve(shape.name() + ".requests"), lines);
        return Files.writeString(directory.resolve(shape.name() + ".lua"), SCRIPT.formatted(requests.toAbsolutePath()));
    }
}
