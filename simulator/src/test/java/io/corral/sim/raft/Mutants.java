package io.corral.sim.raft;

import io.corral.raft.core.Effects;
import io.corral.raft.core.HardState;
import io.corral.raft.core.Input;
import io.corral.raft.core.Persist;
import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.ReadGrant;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.VoteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Replicas with one rule of Raft broken, made by changing what goes into the real algorithm or what comes out of it. */
final class Mutants {

    private Mutants() {}

    /** Says that entries and votes are durable before they are. */
    static Replica acknowledgesBeforePersisting(Replica real) {
        return changingEffects(real, effects -> {
            List<Envelope> now = new ArrayList<>(effects.sendNow());
            now.addAll(effects.sendAfterPersist());
            return with(effects, effects.persist(), now, List.of());
        });
    }

    /** Forgets term and vote when it crashes. */
    static Replica neverPersistsItsVote(Replica real) {
        return changingEffects(
                real,
                effects -> with(
                        effects,
                        effects.persist()
                                .map(persist -> new Persist(
                                        persist.sequence(),
                                        Optional.<HardState>empty(),
                                        persist.truncateFrom(),
                                        persist.entries())),
                        effects.sendNow(),
                        effects.sendAfterPersist()));
    }

    /** Votes for candidates whose log is older than its own. */
    static Replica votesWithoutLookingAtTheLog(Replica real) {
        return changingMessages(real, message -> {
            if (message instanceof VoteRequest vote) {
                return new VoteRequest(vote.term(), Long.MAX_VALUE, Long.MAX_VALUE, vote.transfer());
            }
            if (message instanceof PreVoteRequest vote) {
                return new PreVoteRequest(vote.term(), Long.MAX_VALUE, Long.MAX_VALUE);
            }
            return message;
        });
    }

    /** Takes its own entries for durable as soon as they are written, as a leader that does not wait for its fsync. */
    static Replica countsItselfBeforePersisting(Replica real) {
        return new Replica() {
            @Override
            public Effects step(Input input) {
                Effects effects = real.step(input);
                return effects.persist()
                        .map(persist -> both(effects, real.step(new Input.Persisted(persist.sequence()))))
                        .orElse(effects);
            }

            @Override
            public RaftStatus status() {
                return real.status();
            }
        };
    }

    /** Answers reads as a leader without asking anybody whether it still leads. */
    static Replica readsWithoutAskingTheOthers(Replica real) {
        return new Replica() {
            @Override
            public Effects step(Input input) {
                RaftStatus status = real.status();
                if (input instanceof Input.ReadRequested read && status.role() == RaftRole.LEADER) {
                    ReadGrant grant = new ReadGrant(read.requestId(), status.commitIndex());
                    return new Effects(
                            Optional.empty(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(grant),
                            List.of(),
                            Optional.empty(),
                            List.of(),
                            List.of(),
                            List.of());
                }
                return real.step(input);
            }

            @Override
            public RaftStatus status() {
                return real.status();
            }
        };
    }

    /** Appends whatever a leader sends after its own last entry, without looking whether that is the leader's, too. */
    static Replica appendsWithoutLookingBack(Replica real) {
        return new Replica() {
            private long lastTerm;

            @Override
            public Effects step(Input input) {
                Effects effects = real.step(blind(input));
                effects.persist().ifPresent(persist -> persist.entries().forEach(entry -> lastTerm = entry.term()));
                return effects;
            }

            private Input blind(Input input) {
                if (input instanceof Input.SnapshotInstalled) {
                    lastTerm = 0;
                }
                if (input instanceof Input.Received received
                        && received.message() instanceof AppendRequest append
                        && append.prevIndex() == real.status().lastIndex()
                        && lastTerm != 0
                        && (append.entries().isEmpty()
                                || append.entries().get(0).term() >= lastTerm)) {
                    return new Input.Received(received.from(), withPrevTerm(append, lastTerm));
                }
                return input;
            }

            @Override
            public RaftStatus status() {
                return real.status();
            }
        };
    }

    private static AppendRequest withPrevTerm(AppendRequest append, long prevTerm) {
        return new AppendRequest(
                append.term(),
                append.prevIndex(),
                prevTerm,
                append.entries(),
                append.commitIndex(),
                append.readRound());
    }

    private static Replica changingEffects(Replica real, UnaryOperator<Effects> change) {
        return changing(real, Function.identity(), change);
    }

    private static Replica changingMessages(Replica real, UnaryOperator<PeerMessage> change) {
        return changing(
                real,
                input -> input instanceof Input.Received received
                        ? new Input.Received(received.from(), change.apply(received.message()))
                        : input,
                UnaryOperator.identity());
    }

    private static Replica changing(
            Replica real, Function<Input, Input> changeInput, UnaryOperator<Effects> changeEffects) {
        return new Replica() {
            @Override
            public Effects step(Input input) {
                return changeEffects.apply(real.step(changeInput.apply(input)));
            }

            @Override
            public RaftStatus status() {
                return real.status();
            }
        };
    }

    private static Effects with(
            Effects effects, Optional<Persist> persist, List<Envelope> sendNow, List<Envelope> sendAfterPersist) {
        return new Effects(
                persist,
                sendNow,
                sendAfterPersist,
                effects.committed(),
                effects.readsGranted(),
                effects.readsRefused(),
                effects.roleChange(),
                effects.snapshotWork(),
                effects.membershipNews(),
                effects.transfersAnswered());
    }

    private static Effects both(Effects first, Effects second) {
        return new Effects(
                first.persist(),
                joined(first.sendNow(), second.sendNow()),
                joined(first.sendAfterPersist(), second.sendAfterPersist()),
                joined(first.committed(), second.committed()),
                joined(first.readsGranted(), second.readsGranted()),
                joined(first.readsRefused(), second.readsRefused()),
                second.roleChange().or(first::roleChange),
                joined(first.snapshotWork(), second.snapshotWork()),
                joined(first.membershipNews(), second.membershipNews()),
                joined(first.transfersAnswered(), second.transfersAnswered()));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
