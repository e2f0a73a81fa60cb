package io.corral.admin.api;

import io.corral.server.status.HostStatus;
import io.corral.server.status.LogStatus;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.TimingStatus;
import io.corral.server.status.TrafficStatus;
import io.corral.server.status.TreeStatus;
import io.corral.server.status.WatchCounts;

/**
 * One server as {@code /api/server} shows it.
 *
 * @param identity who it is
 * @param standing its role
 * @param log how far its log has come
 * @param tree the size of its state
 * @param traffic what its clients do
 * @param timings how long the steps of a write take, in microseconds
 * @param host process and machine
 */
public record ServerView(
        IdentityView identity,
        MemberView.StandingView standing,
        LogStatus log,
        TreeView tree,
        TrafficStatus traffic,
        TimingStatus timings,
        HostStatus host) {

    static ServerView of(ServerStatus status) {
        return new ServerView(
                new IdentityView(status.identity().id(), status.identity().versionText()),
                MemberView.StandingView.of(status.standing()),
                status.log(),
                TreeView.of(status.tree()),
                status.traffic(),
                status.timings(),
                status.host());
    }

    /**
     * Who a server is.
     *
     * @param id its number; 0 for a standalone server
     * @param version its version
     */
    public record IdentityView(long id, String version) {}

    /**
     * The size of the state.
     *
     * @param zxid last transaction, hexadecimal: a number of 64 bits does not fit JavaScript's
     * @param nodeCount znodes
     * @param ephemeralCount ephemeral znodes among them
     * @param approximateDataBytes sum of path and data lengths
     * @param sessionCount sessions of the ensemble
     * @param watches watches of this server's clients
     */
    public record TreeView(
            String zxid,
            long nodeCount,
            long ephemeralCount,
            long approximateDataBytes,
            int sessionCount,
            WatchCounts watches) {

        static TreeView of(TreeStatus tree) {
            return new TreeView(
                    "0x" + Long.toHexString(tree.zxid()),
                    tree.nodeCount(),
                    tree.ephemeralCount(),
                    tree.approximateDataBytes(),
                    tree.sessionCount(),
                    tree.watches());
        }
    }
}
