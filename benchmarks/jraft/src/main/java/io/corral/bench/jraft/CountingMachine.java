package io.corral.bench.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import io.corral.bench.front.Counter;

/** The counter as a state machine of SOFAJRaft. */
final class CountingMachine extends StateMachineAdapter {
    private final Counter counter;

    CountingMachine(Counter counter) {
        this.counter = counter;
    }

    @Override
    public void onApply(Iterator entries) {
        while (entries.hasNext()) {
            long count = counter.execute(entries.getData().remaining());
            Closure closure = entries.done();
            if (closure instanceof Waiting waiting) {
                waiting.append().executed(count);
            }
            entries.next();
        }
    }
}
