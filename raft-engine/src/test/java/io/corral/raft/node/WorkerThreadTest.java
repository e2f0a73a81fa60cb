package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker thread")
class WorkerThreadTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Queue<String> abandoned = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayFail = new CountDownLatch(1);
    private final RecordingListener listener = new RecordingListener();
    private final WorkerThread<String> thread =
            new WorkerThread<>("test", new Body(), new Failure("Node 1", listener::onFatal), Execution.THREADS);

    @Test
    @DisplayName("that failed abandons what waited for it and whatever comes later")
    void abandonsWhatItCannotDo() {
        thread.start();
        thread.submit("fail");
        thread.submit("waiting");
        mayFail.countDown();
        await().atMost(LONG).until(() -> abandoned.contains("waiting"));
        thread.join();
        thread.submit("late");
        assertThat(abandoned).containsExactly("waiting", "late");
        assertThat(listener.fatal).hasMessage("as told");
    }

    @Test
    @DisplayName("that was stopped has done what was submitted before, and abandons the rest")
    void stops() {
        thread.start();
        thread.submit("done");
        thread.stop();
        thread.join();
        thread.submit("late");
        assertThat(abandoned).containsExactly("late");
        assertThat(listener.fatal).isNull();
    }

    private final class Body implements WorkerThread.Body<String> {

        @Override
        public void handle(String first, Mailbox<String> rest) throws InterruptedException {
            if (first.equals("fail")) {
                mayFail.await();
                throw new AssertionError("as told");
            }
        }

        @Override
        public void abandon(String item) {
            abandoned.add(item);
        }
    }
}
