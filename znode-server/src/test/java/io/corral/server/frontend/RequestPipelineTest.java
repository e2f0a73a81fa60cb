package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.auth.AccessRules;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.command.NoOp;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.SetData;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestPipelineTest {
    private static final Outcome DONE = new TreeStateMachine()
            .apply(TreeState.initial(), List.of(new StampedCommand(new NoOp(), 0, TreeRules.defaults())))
            .outcomes()
            .get(0);

    private static final ClientIdentities NOBODY = new ClientIdentities(
            new Identity("ip", "127.0.0.1"), new AccessRules(AclSchemes.all(), false, false, Optional.empty()));

    private final List<String> log = new ArrayList<>();
    private boolean taking = true;
    private final RequestPipeline pipeline = new RequestPipeline(new RequestPipeline.Turn() {
        @Override
        public void answer(PendingAnswer request) {
            log.add("answer " + request.xid());
        }

        @Override
        public void begin(PendingAnswer.Count count) {
            log.add("begin " + count.xid());
        }

        @Override
        public boolean isClientTaking() {
            return taking;
        }

        @Override
        public void submit(PendingAnswer.Write write) {
            log.add("submit " + write.xid());
        }
    });

    @Test
    void aReadWithNothingBeforeItIsAnsweredAtOnce() {
        pipeline.add(read(1));
        assertThat(log).containsExactly("answer 1");
    }

    @Test
    void aReadBehindAWriteWaitsForItAndWritesAreUnderWayMeanwhile() {
        PendingAnswer.Write first = write(1);
        PendingAnswer.Write third = write(3);
        pipeline.add(first);
        pipeline.add(read(2));
        pipeline.add(third);
        third.settle(DONE);
        pipeline.advance();
        assertThat(log).containsExactly("submit 1", "submit 3");
        first.settle(DONE);
        pipeline.advance();
        assertThat(log).containsExactly("submit 1", "submit 3", "answer 1", "answer 2", "answer 3");
        assertThat(pipeline.size()).isZero();
    }

    @Test
    void aReadWhoseClientTakesNoAnswersIsAnsweredBeforeALaterWriteHappens() {
        PendingAnswer.Write first = write(1);
        PendingAnswer.Write third = write(4);
        pipeline.add(first);
        pipeline.add(read(2));
        pipeline.add(read(3));
        pipeline.add(third);
        first.settle(DONE);
        pipeline.answerSettledWrites();
        taking = false;
        pipeline.advance();
        assertThat(log).containsExactly("submit 1", "submit 4", "answer 1");
        assertThat(pipeline.isHeldUp()).isTrue();

        pipeline.answerHeldUpReads();
        third.settle(DONE);
        pipeline.answerSettledWrites();
        assertThat(log).containsExactly("submit 1", "submit 4", "answer 1", "answer 2", "answer 3", "answer 4");
        assertThat(pipeline.isHeldUp()).isFalse();
    }

    @Test
    void nothingBehindASyncIsHurried() {
        PendingAnswer.Sync sync = new PendingAnswer.Sync(1, 0, "/");
        pipeline.add(sync);
        pipeline.add(read(2));
        taking = false;
        sync.markCaughtUp();
        pipeline.advance();
        assertThat(pipeline.isHeldUp()).isFalse();
        pipeline.answerHeldUpReads();
        assertThat(log).isEmpty();
    }

    @Test
    void inTheMiddleOfABatchOnlyWritesAreAnswered() {
        PendingAnswer.Write first = write(1);
        pipeline.add(first);
        pipeline.add(read(2));
        first.settle(DONE);
        pipeline.answerSettledWrites();
        assertThat(log).containsExactly("submit 1", "answer 1");
        pipeline.advance();
        assertThat(log).containsExactly("submit 1", "answer 1", "answer 2");
    }

    @Test
    void aWriteRightBehindAWaitingReadNeedsAFence() {
        assertThat(pipeline.nextWriteNeedsFence()).isFalse();
        pipeline.add(write(1));
        assertThat(pipeline.nextWriteNeedsFence()).isFalse();
        pipeline.add(read(2));
        assertThat(pipeline.nextWriteNeedsFence()).isTrue();
        pipeline.add(write(3));
        assertThat(pipeline.nextWriteNeedsFence()).isFalse();
    }

    @Test
    void writesBehindASyncAreHeldBackUpToTheNextSync() {
        PendingAnswer.Sync first = new PendingAnswer.Sync(1, 0, "/");
        PendingAnswer.Sync fourth = new PendingAnswer.Sync(4, 0, "/");
        PendingAnswer.Write second = write(2);
        pipeline.add(first);
        pipeline.add(second);
        pipeline.add(read(3));
        pipeline.add(fourth);
        pipeline.add(write(5));
        assertThat(log).isEmpty();
        first.markCaughtUp();
        pipeline.advance();
        assertThat(log).containsExactly("answer 1", "submit 2");
        second.settle(DONE);
        fourth.markCaughtUp();
        pipeline.advance();
        assertThat(log).containsExactly("answer 1", "submit 2", "answer 2", "answer 3", "answer 4", "submit 5");
    }

    @Test
    void aCountIsBegunWhenItsTurnComesAndHoldsUpWhatIsBehindItEvenWrites() {
        PendingAnswer.Write first = write(1);
        PendingAnswer.Count second = count(2);
        PendingAnswer.Write third = write(3);
        pipeline.add(first);
        pipeline.add(second);
        assertThat(pipeline.nextWriteNeedsFence()).isTrue();
        pipeline.add(read(4));
        pipeline.add(third);
        first.settle(DONE);
        pipeline.answerSettledWrites();
        assertThat(log).as("in the middle of a batch").containsExactly("submit 1", "answer 1");
        pipeline.advance();
        assertThat(log).as("the read must not see the write").containsExactly("submit 1", "answer 1", "begin 2");
        second.finish(new PendingAnswer.Counted(1, 0, 4));
        pipeline.advance();
        assertThat(log).containsExactly("submit 1", "answer 1", "begin 2", "answer 2", "answer 4", "submit 3");
        third.settle(DONE);
        pipeline.advance();
        assertThat(log).endsWith("submit 3", "answer 3");
    }

    @Test
    void aCountWithNothingBeforeItIsBegunAtOnce() {
        pipeline.add(count(1));
        assertThat(log).containsExactly("begin 1");
        pipeline.add(read(2));
        assertThat(log).containsExactly("begin 1");
    }

    @Test
    void aClientThatDoesNotTakeItsAnswersGetsNoMoreOfThemUntilItDoes() {
        PendingAnswer.Write first = write(1);
        pipeline.add(first);
        pipeline.add(read(2));
        first.settle(DONE);
        taking = false;
        pipeline.advance();
        assertThat(log).containsExactly("submit 1");
        taking = true;
        pipeline.advance();
        assertThat(log).containsExactly("submit 1", "answer 1", "answer 2");
    }

    private static PendingAnswer.Write write(int xid) {
        return new PendingAnswer.Write(
                xid, OpCode.SET_DATA, 0, new PendingAnswer.Draft(List.of(), false, new SetData("/x", null, -1)));
    }

    private static PendingAnswer.Count count(int xid) {
        return new PendingAnswer.Count(xid, 0, "/", NOBODY);
    }

    private static PendingAnswer read(int xid) {
        return new PendingAnswer.Local(xid, 0, new ReadRequest.Exists("/x", false), NOBODY);
    }
}
