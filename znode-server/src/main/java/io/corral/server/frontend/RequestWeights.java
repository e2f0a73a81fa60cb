package io.corral.server.frontend;

/** How much of one connection waits for answers: what the limits for all connections together are told of it. */
final class RequestWeights {
    private final ClientConnection connection;
    private final FrontendLoop loop;
    private final LargeRequestLimit largeRequests;
    private int frameBytes;
    private boolean frameIsLarge;
    private int countedRequests;
    private long countedBytes;
    private long largeBytesTaken;

    RequestWeights(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
        this.largeRequests = loop.services().largeRequests();
    }

    /** A frame of so many bytes has come. */
    void arrives(int bytes) {
        frameBytes = bytes;
        frameIsLarge = false;
    }

    /** Whether there is room for the frame. Large requests need room of their own, if they are told apart at all. */
    boolean makesRoom() {
        frameIsLarge = largeRequests.concerns(frameBytes);
        if (!frameIsLarge) {
            return true;
        }
        if (!largeRequests.take(frameBytes)) {
            loop.services().log().noRoomForLargeRequest(connection.remote(), frameBytes);
            return false;
        }
        largeBytesTaken += frameBytes;
        return true;
    }

    /** Tells a request the weight of the frame that it came in. */
    <T extends PendingAnswer> T weigh(T request) {
        request.weighs(frameBytes, frameIsLarge);
        return request;
    }

    /** Tells the limits what waits now. */
    void recount(RequestPipeline pipeline) {
        int requests = pipeline.size();
        long bytes = pipeline.bytes();
        if (requests != countedRequests || bytes != countedBytes) {
            int clients = Integer.signum(requests) - Integer.signum(countedRequests);
            loop.backpressure().waiting(requests - countedRequests, clients, bytes - countedBytes);
            countedRequests = requests;
            countedBytes = bytes;
        }
        if (largeBytesTaken != pipeline.largeBytes()) {
            largeRequests.release(largeBytesTaken - pipeline.largeBytes());
            largeBytesTaken = pipeline.largeBytes();
        }
    }
}
