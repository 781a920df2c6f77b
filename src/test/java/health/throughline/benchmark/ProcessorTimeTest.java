package health.throughline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
class ProcessorTimeTest {

    private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

    @BeforeEach
    void linux_only() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")));
    }

    @Test
    void a_command_with_spaces_and_parentheses_does_not_shift_the_fields() {
        var line = "42 (post (gres) x) S 7 42 42 0 -1 4194560 1 2 3 4 10 20 300 4000 20 0 1 0 99";
        assertThat(ProcessorTime.Stat.parse(line)).isEqualTo(new ProcessorTime.Stat(7, 4330));
    }

    @Test
    void the_time_of_all_threads_of_the_server_is_counted() throws IOException, InterruptedException {
        var idle = new ProcessBuilder("sleep", "60").start();
        try {
            var time = new ProcessorTime(ProcessHandle.current().pid(), idle.pid());
            var before = time.milliseconds();
            var thread = new Thread(ProcessorTimeTest::burn);
            thread.start();
            thread.join();
            assertThat(time.milliseconds() - before).isBetween(280L, 3000L);
            assertThat(time.residentMegabytes()).isBetween(20.0, 10_000.0);
        } finally {
            idle.destroy();
        }
    }

    @Test
    void the_time_of_a_child_counts_while_it_lives_and_after_it_has_ended() throws IOException, InterruptedException {
        var idle = new ProcessBuilder("sleep", "60").start();
        var script = "(" + BUSY + "; sleep 1); echo ended; sleep 30";
        var postmaster = new ProcessBuilder("sh", "-c", script).start();
        try (var output = postmaster.inputReader()) {
            var time = new ProcessorTime(idle.pid(), postmaster.pid());
            var before = time.milliseconds();
            Thread.sleep(900);
            var whileAlive = time.milliseconds() - before;
            assertThat(output.readLine()).isEqualTo("ended");
            var afterwards = time.milliseconds() - before;
            assertThat(whileAlive).isGreaterThanOrEqualTo(50);
            assertThat(afterwards).isGreaterThanOrEqualTo(whileAlive);
        } finally {
            postmaster.descendants().forEach(ProcessHandle::destroy);
            postmaster.destroy();
            idle.destroy();
        }
    }

    private static void burn() {
        var threads = ManagementFactory.getThreadMXBean();
        var sum = 0L;
        while (threads.getCurrentThreadCpuTime() < 300_000_000L) {
            sum += System.nanoTime();
        }
        assertThat(sum).isNotZero();
    }
}
