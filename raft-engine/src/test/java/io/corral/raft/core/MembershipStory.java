package io.corral.raft.core;

import io.corral.raft.core.membership.ChangeOutcome;
import java.util.function.Consumer;

/** News of the members in the words of a scenario. */
final class MembershipStory implements MembershipNews.Handler<Void>, ChangeOutcome.Handler<String> {
    private final Consumer<String> teller;

    MembershipStory(Consumer<String> teller) {
        this.teller = teller;
    }

    @Override
    public Void onAnswer(MembershipNews.Answer news) {
        teller.accept(
                "answers change " + news.requestId() + ": " + news.outcome().dispatch(this));
        return null;
    }

    @Override
    public Void onInForce(MembershipNews.InForce news) {
        teller.accept("counts from " + news.index() + " on " + news.membership());
        return null;
    }

    @Override
    public Void onRemoved(MembershipNews.Removed news) {
        teller.accept("is removed by " + news.index() + " from " + news.membership());
        return null;
    }

    @Override
    public String onCommitted(ChangeOutcome.Committed outcome) {
        return "committed at " + outcome.index();
    }

    @Override
    public String onRefused(ChangeOutcome.Refused outcome) {
        return "refused, " + outcome.reason();
    }

    @Override
    public String onUnknown(ChangeOutcome.Unknown outcome) {
        return "unknown";
    }
}
