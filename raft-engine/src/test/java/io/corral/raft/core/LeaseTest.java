package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** Leases against clocks that drift. Real time is in nanoseconds; each clock shows its own origin plus real time times its rate. */
@Label("A lease")
class LeaseTest {
    private static final RaftSettings PLAIN = RaftSettings.defaults(1, 1);
    private static final long LONG = 10_000_000_000L;

    @Property
    @Label("is over before any voter that answered may help another, whatever the clocks do within the bound")
    void endsBeforeThePromise(
            @ForAll @DoubleRange(min = 0, max = 0.5) double drift,
            @ForAll @DoubleRange(min = -1, max = 1) double leaderSkew,
            @ForAll @DoubleRange(min = -1, max = 1) double voterSkew,
            @ForAll @LongRange(min = 0, max = 50_000_000) long travel,
            @ForAll @LongRange(min = 0, max = 400_000_000) long later) {
        RaftSettings settings = PLAIN.withLeases(drift);
        RoundTimes rounds = new RoundTimes();
        LeaderLease lease = new LeaderLease(settings, rounds);
        VoterPromise promise = new VoterPromise(settings);
        double leaderRate = 1 + drift * leaderSkew;
        double voterRate = 1 + drift * voterSkew;

        promise.clockReads((long) (LONG * voterRate));
        long sent = 2 * LONG;
        rounds.begun(1, (long) (sent * leaderRate));
        long received = sent + travel;
        promise.make();
        promise.clockReads((long) (received * voterRate));
        rounds.answered(1);

        long asked = received + later;
        promise.clockReads((long) (asked * voterRate));
        boolean held = lease.leftNanos((long) (asked * leaderRate)) > 2;
        assertThat(!held || promise.binds()).isTrue();
    }

    @Property
    @Label(
            "is not shortened by a voter that reads its clock rarely: a promise counts from the reading after it was made")
    void rareReadings(@ForAll @LongRange(min = 0, max = 5_000_000_000L) long pause) {
        VoterPromise promise = new VoterPromise(PLAIN.withLeases(0));
        promise.clockReads(0);
        promise.clockReads(LONG);
        assertThat(promise.binds()).isFalse();

        // The clock goes on unread, then a message that is as young as that is answered.
        promise.make();
        assertThat(promise.binds()).isTrue();
        long length = PLAIN.electionTimeoutMin().toNanos();
        promise.clockReads(LONG + pause);
        promise.clockReads(LONG + pause + length - 1);
        assertThat(promise.binds()).isTrue();
        promise.clockReads(LONG + pause + length);
        assertThat(promise.binds()).isFalse();
    }

    @Property(tries = 1)
    @Label("does not exist unless it is turned on, and binds nobody then")
    void offByDefault() {
        RoundTimes rounds = new RoundTimes();
        rounds.begun(1, 0);
        rounds.answered(1);
        assertThat(new LeaderLease(PLAIN, rounds).leftNanos(0)).isZero();
        assertThat(new VoterPromise(PLAIN).binds()).isFalse();
    }

    @Property(tries = 1)
    @Label("does not come back in a term in which it was given up")
    void givenUp() {
        RoundTimes rounds = new RoundTimes();
        LeaderLease lease = new LeaderLease(PLAIN.withLeases(0.01), rounds);
        rounds.begun(1, 0);
        rounds.answered(1);
        assertThat(lease.leftNanos(0)).isPositive();
        lease.giveUp();
        rounds.begun(2, 1);
        rounds.answered(2);
        assertThat(lease.leftNanos(1)).isZero();
    }

    @Property
    @Label("needs a drift bound that makes sense")
    void refusesNonsense(@ForAll @DoubleRange(min = 1, max = 5) double drift) {
        assertThatThrownBy(() -> PLAIN.withLeases(drift)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAIN.withLeases(-drift)).isInstanceOf(IllegalArgumentException.class);
    }
}
