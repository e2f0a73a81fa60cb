package io.corral.programs.kafka;

import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.LongSerializer;
import org.jspecify.annotations.Nullable;

/** Produces 0, 1, 2, ..., each once the one before it is acknowledged by all replicas in sync. Used by one thread. */
final class NumberFlow {
    private final KafkaProducer<Long, Long> producer;
    private final String topic;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private @Nullable Thread thread;
    private volatile boolean halting;

    /** Asks for acknowledgement by all, and for no message twice. */
    NumberFlow(Properties settings, String topic) {
        Properties all = new Properties();
        all.putAll(settings);
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        all.put("retry.backoff.ms", "50");
        all.put("reconnect.backoff.max.ms", "200");
        this.producer = new KafkaProducer<>(all, new LongSerializer(), new LongSerializer());
        this.topic = topic;
    }

    /** Starts to produce. */
    void begin() {
        Thread started = new Thread(this::run, "number-flow");
        thread = started;
        started.start();
    }

    private void run() {
        try {
            while (!halting) {
                long number = acknowledged.get();
                producer.send(new ProducerRecord<>(topic, number, number)).get();
                acknowledged.incrementAndGet();
            }
        } catch (ExecutionException | InterruptedException given) {
            failure.set(given);
        }
    }

    /** How many numbers were acknowledged so far. */
    long acknowledged() {
        rethrow();
        return acknowledged.get();
    }

    /** Stops producing; returns how many numbers were acknowledged in all. */
    long halt() {
        halting = true;
        Thread running = thread;
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        return acknowledged();
    }

    private void rethrow() {
        Exception given = failure.get();
        if (given != null) {
            throw new IllegalStateException("number " + acknowledged.get() + " was not acknowledged", given);
        }
    }
}
