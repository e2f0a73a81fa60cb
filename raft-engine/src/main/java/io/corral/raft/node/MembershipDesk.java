package io.corral.raft.node;

import io.corral.raft.core.MembershipNews;
import io.corral.raft.core.membership.ChangeOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries news of the members to whom they concern. Used on the raft loop. */
final class MembershipDesk implements MembershipNews.Handler<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipDesk.class);

    private final RaftListener listener;
    private final Map<Long, CompletableFuture<ChangeOutcome>> open = new HashMap<>();
    private long lastRequestId;

    MembershipDesk(RaftListener listener) {
        this.listener = listener;
    }

    /** A change is going to be asked for; returns the number of the request. */
    long opened(CompletableFuture<ChangeOutcome> outcome) {
        lastRequestId++;
        open.put(lastRequestId, outcome);
        return lastRequestId;
    }

    /** The node ends. */
    void close() {
        open.values().forEach(outcome -> outcome.complete(new ChangeOutcome.Unknown()));
        open.clear();
    }

    @Override
    public Void onAnswer(MembershipNews.Answer news) {
        CompletableFuture<ChangeOutcome> outcome = open.remove(news.requestId());
        if (outcome != null) {
            outcome.complete(news.outcome());
        }
        return null;
    }

    @Override
    public Void onInForce(MembershipNews.InForce news) {
        LOG.info("Members since index {}: {}", news.index(), news.membership());
        listener.onMembershipChanged(news.membership());
        return null;
    }

    @Override
    public Void onRemoved(MembershipNews.Removed news) {
        LOG.info(
                "This node was removed from its group by entry {} and takes part in nothing any more; members are {}",
                news.index(),
                news.membership());
        listener.onRemoved(news.membership());
        return null;
    }
}
