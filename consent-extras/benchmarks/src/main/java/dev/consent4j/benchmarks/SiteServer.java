package dev.consent4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.consent4j.servlet.ConsentFilter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Main class of a JVM with one server. Says its port and the {@code Cookie} field of a visitor it knows, then the process
 * CPU time in nanoseconds for each line it reads, and ends when there are no more.
 */
final class SiteServer {

    private SiteServer() {}

    /** Starts the server; takes {@code jetty} or {@code tomcat}, and {@code with} or {@code without}. */
    public static void main(String[] arguments) throws Exception {
        Scene scene = new Scene();
        @Nullable ConsentFilter filter = arguments[1].equals("with") ? scene.filter() : null;
        int port = arguments[0].equals("jetty") ? JettySite.start(filter) : TomcatSite.start(filter);
        System.out.println(port + "\t" + scene.field(0, Scene.GRANTED));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            System.out.println(system.getProcessCpuTime());
        }
        System.exit(0);
    }
}
