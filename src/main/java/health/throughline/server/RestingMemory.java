package health.throughline.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives back to the operating system what start-up needed of the heap and rest does not: about 100 MB, which matters on
 * the small machines this server is made for. Under load the heap grows again up to -Xmx.
 */
@Component
final class RestingMemory {

    private static final Logger LOG = LoggerFactory.getLogger(RestingMemory.class);

    @EventListener(ApplicationReadyEvent.class)
    void shrink() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null) {
            return;
        }
        try {
            machine.setVMOption("MinHeapFreeRatio", "20");
            machine.setVMOption("MaxHeapFreeRatio", "40");
            ManagementFactory.getMemoryMXBean().gc();
        } catch (IllegalArgumentException e) {
            LOG.debug("This Java machine keeps its heap size: {}", e.getMessage());
        }
    }
}
