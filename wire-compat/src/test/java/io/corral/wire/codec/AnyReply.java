package io.corral.wire.codec;

import static io.corral.wire.codec.AnyValue.acl;
import static io.corral.wire.codec.AnyValue.anyInt;
import static io.corral.wire.codec.AnyValue.bytes;
import static io.corral.wire.codec.AnyValue.identities;
import static io.corral.wire.codec.AnyValue.stat;
import static io.corral.wire.codec.AnyValue.text;
import static io.corral.wire.codec.AnyValue.texts;
import static net.jqwik.api.Combinators.combine;

import io.corral.wire.record.MultiResult;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.Reply;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary replies of every form, each with an operation it may answer. */
final class AnyReply {
    private AnyReply() {}

    /** A reply and what it answers. */
    record Answer(OpCode answered, Reply reply) {}

    static Arbitrary<Answer> answer() {
        return Arbitraries.oneOf(
                answer(Arbitraries.just(new Reply.Empty()), OpCode.DELETE, OpCode.PING, OpCode.SET_WATCHES2),
                answer(text().map(Reply.Path::new), OpCode.CREATE, OpCode.SYNC),
                answer(
                        combine(text(), stat()).as(Reply.PathAndStat::new),
                        OpCode.CREATE2,
                        OpCode.CREATE_CONTAINER,
                        OpCode.CREATE_TTL),
                answer(stat().map(Reply.OfStat::new), OpCode.EXISTS, OpCode.SET_DATA, OpCode.SET_ACL),
                answer(combine(bytes(), stat()).as(Reply.DataAndStat::new), OpCode.GET_DATA, OpCode.RECONFIG),
                answer(combine(acl(), stat()).as(Reply.AclAndStat::new), OpCode.GET_ACL),
                answer(texts().map(Reply.Names::new), OpCode.GET_CHILDREN, OpCode.GET_EPHEMERALS),
                answer(combine(texts(), stat()).as(Reply.NamesAndStat::new), OpCode.GET_CHILDREN2),
                answer(anyInt().map(Reply.OfInt::new), OpCode.GET_ALL_CHILDREN_NUMBER, OpCode.ADD_WATCH),
                answer(identities().map(Reply.Identities::new), OpCode.WHO_AM_I),
                answer(bytes().map(Reply.Token::new), OpCode.SASL),
                answer(results(), OpCode.MULTI, OpCode.MULTI_READ));
    }

    private static Arbitrary<Answer> answer(Arbitrary<? extends Reply> replies, OpCode... answered) {
        return combine(Arbitraries.of(answered), replies).as(Answer::new);
    }

    private static Arbitrary<Reply.Results> results() {
        Arbitrary<MultiResult> result = Arbitraries.oneOf(
                anyInt().map(MultiResult.Failed::new),
                text().map(MultiResult.Created::new),
                combine(text(), stat()).as(MultiResult.CreatedWithStat::new),
                Arbitraries.of(new MultiResult.Deleted(), new MultiResult.Checked()),
                stat().map(MultiResult.DataSet::new),
                combine(bytes(), stat()).as(MultiResult.DataRead::new),
                texts().map(MultiResult.ChildrenRead::new));
        return result.list().ofMaxSize(6).map(Reply.Results::new);
    }
}
