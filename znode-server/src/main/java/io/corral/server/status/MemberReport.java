package io.corral.server.status;

/**
 * What a server tells the other members about itself, several times a second.
 *
 * @param id the server
 * @param adminUrl address of its console, such as {@code http://10.0.0.1:8080}; empty when it has none
 * @param standing its role
 * @param progress how far it has come
 * @param load how much it has to do
 */
public record MemberReport(long id, String adminUrl, Standing standing, Progress progress, Load load) {

    /**
     * How far a server has come.
     *
     * @param commitIndex newest committed entry it knows of
     * @param appliedIndex newest entry it executed
     * @param zxid last transaction it executed
     * @param lag how far it is behind the leader, by its own reckoning
     */
    public record Progress(long commitIndex, long appliedIndex, long zxid, Lag lag) {}

    /**
     * How much a server has to do.
     *
     * @param sessions sessions whose connection it holds
     * @param connections open client connections
     * @param outstanding requests received and not yet answered
     * @param packetsReceived packets from clients since its start; the difference of two reports gives the throughput
     * @param uptimeMillis since its start
     */
    public record Load(int sessions, int connections, int outstanding, long packetsReceived, long uptimeMillis) {}

    /**
     * The report that fits a status.
     *
     * @param status the server now
     * @param adminUrl address of its console; empty when it has none
     * @param localSessions sessions whose connection the server holds
     */
    public static MemberReport of(ServerStatus status, String adminUrl, int localSessions) {
        LogStatus log = status.log();
        TrafficStatus traffic = status.traffic();
        return new MemberReport(
                status.identity().id(),
                adminUrl,
                status.standing(),
                new Progress(
                        log.commitIndex(), log.appliedIndex(), status.tree().zxid(), log.lag()),
                new Load(
                        localSessions,
                        traffic.connections(),
                        traffic.outstanding(),
                        traffic.packets().received(),
                        status.host().uptimeMillis()));
    }
}
