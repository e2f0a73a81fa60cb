package io.corral.server.config;

import java.util.Optional;

/**
 * What operators see.
 *
 * @param fourLetterWords which four letter words are answered
 * @param admin the HTTP server of console and commands; empty when switched off
 * @param metrics the separate port for metrics; empty unless the Prometheus provider is configured
 */
public record OperationsConfig(
        CommandWhitelist fourLetterWords, Optional<AdminConfig> admin, Optional<MetricsConfig> metrics) {

    /**
     * The HTTP server of console and commands.
     *
     * @param host address it is bound to
     * @param port its port; 0 takes a free one
     * @param commandPath path of ZooKeeper's commands, starting with a slash
     */
    public record AdminConfig(String host, int port, String commandPath) {

        /**
         * Where a browser finds the console.
         *
         * @param ownHost how others call this machine; used when the server is bound to all addresses
         */
        public String url(String ownHost) {
            boolean all = host.equals("0.0.0.0") || host.equals("::");
            String name = all ? ownHost : host;
            return "http://" + (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /**
     * A port of its own for metrics, as ZooKeeper's Prometheus provider opens.
     *
     * @param host address it is bound to
     * @param port its port; 0 takes a free one
     * @param jvmMetrics whether metrics of the Java process are shown besides
     */
    public record MetricsConfig(String host, int port, boolean jvmMetrics) {}
}
