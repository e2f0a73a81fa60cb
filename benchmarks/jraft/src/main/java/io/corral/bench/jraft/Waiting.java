package io.corral.bench.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import io.corral.bench.front.Append;

/**
 * A command of this node under way. The state machine answers it when it executes it; SOFAJRaft itself calls only to say that
 * this will not happen.
 */
record Waiting(Append append) implements Closure {

    @Override
    public void run(Status status) {
        if (!status.isOk()) {
            append.refused();
        }
    }
}
