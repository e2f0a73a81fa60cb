package io.corral.server.frontend;

import io.corral.tree.DescendantCount;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.wire.record.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Counts descendants for one connection. There may be millions of them: they are counted in pieces, between which the loop serves
 * its other connections. The state that is counted in does not change meanwhile.
 */
final class DescendantCounting {
    /** Looked at at once, as fast as any other read: many such requests may be answered in one turn. */
    private static final int NODES_AT_ONCE = 256;

    /** Looked at within a millisecond or so; one piece for each connection in each turn. */
    private static final int NODES_IN_ONE_PIECE = 4_096;

    private final ClientConnection connection;
    private final FrontendLoop loop;

    DescendantCounting(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    /** Counts in the state at hand; a small count is finished on return. */
    void begin(PendingAnswer.Count count) {
        TreeState state = loop.state();
        String path = count.path();
        int error = error(path, state, count.asker());
        if (path == null || error != ErrorCode.OK) {
            count.finish(new PendingAnswer.Counted(state.lastZxid(), error, 0));
        } else {
            proceed(count, state.lastZxid(), state.countDescendants(path), NODES_AT_ONCE);
        }
    }

    private static int error(@Nullable String path, TreeState state, ClientIdentities asker) {
        if (path == null) {
            return ErrorCode.MARSHALLING_ERROR;
        }
        Znode node = state.find(path);
        if (node == null) {
            return ErrorCode.NO_NODE;
        }
        return asker.mayRead(node.acl()) ? ErrorCode.OK : ErrorCode.NO_AUTH;
    }

    private void proceed(PendingAnswer.Count count, long zxid, DescendantCount progress, int most) {
        if (progress.proceed(most)) {
            count.finish(new PendingAnswer.Counted(zxid, ErrorCode.OK, progress.total()));
        } else {
            loop.executeAfterLookingAtSockets(() -> {
                if (!connection.isClosed()) {
                    proceed(count, zxid, progress, NODES_IN_ONE_PIECE);
                    if (count.isReady()) {
                        connection.intake().advance();
                    }
                }
            });
        }
    }
}
