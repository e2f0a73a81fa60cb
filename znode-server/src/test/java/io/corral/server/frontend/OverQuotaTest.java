package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.acl.AclList;
import io.corral.tree.command.Check;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Multi;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetData;
import io.corral.tree.session.OriginTag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverQuotaTest {
    private static final Create CREATE =
            new Create("/app/new", new byte[0], AclList.OPEN.entries(), CreateKind.PERSISTENT, false, -1, false);
    private static final SetData SET = new SetData("/app/old", new byte[9], -1);

    @Test
    void namesThePathThatAQuotaDidNotPermit() {
        assertThat(pathOf(CREATE, new Result.Failure(ErrorCode.QUOTA_EXCEEDED))).contains("/app/new");
        assertThat(pathOf(SET, new Result.Failure(ErrorCode.QUOTA_EXCEEDED))).contains("/app/old");
    }

    @Test
    void namesNoneForOtherErrorsOrNoError() {
        assertThat(pathOf(CREATE, new Result.Failure(ErrorCode.NODE_EXISTS))).isEmpty();
        assertThat(pathOf(CREATE, new Result.CreatedPath("/app/new"))).isEmpty();
    }

    @Test
    void namesThePartOfAMultiThatWasRefused() {
        Multi multi = new Multi(List.of(new Check("/app", -1), SET, CREATE));
        assertThat(pathOf(multi, failed(0, ErrorCode.QUOTA_EXCEEDED, ErrorCode.RUNTIME_INCONSISTENCY)))
                .contains("/app/old");
        assertThat(pathOf(multi, failed(ErrorCode.NO_NODE, ErrorCode.RUNTIME_INCONSISTENCY, -2)))
                .isEmpty();
    }

    private static Result failed(int... errors) {
        return new Result.Multi(
                Arrays.stream(errors).<Result>mapToObj(Result.Failure::new).toList());
    }

    private static Optional<String> pathOf(Operation operation, Result result) {
        SessionWrite write = new SessionWrite(new OriginTag(1, 0), 7, 1, 1, false, List.of(), operation);
        return OverQuota.pathOf(write, new Outcome(write, Outcome.Disposition.APPLIED, 9, result, List.of()));
    }
}
