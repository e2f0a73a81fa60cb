package io.corral.programs.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.LongDeserializer;

/** Consumes what a {@link NumberFlow} has produced, as the one member of a consumer group. */
final class NumberCount {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_IN_VAIN = 100;

    private final Properties settings = new Properties();
    private final String topic;

    NumberCount(Properties settings, String topic) {
        this.settings.putAll(settings);
        this.settings.put("group.id", "counting");
        this.settings.put("auto.offset.reset", "earliest");
        this.settings.put("enable.auto.commit", "false");
        this.topic = topic;
    }

    /** Reads that many numbers and commits; the line to print about it. */
    String upTo(long count) {
        try (KafkaConsumer<Long, Long> consumer =
                new KafkaConsumer<>(settings, new LongDeserializer(), new LongDeserializer())) {
            consumer.subscribe(List.of(topic));
            long next = 0;
            for (int inVain = 0; next < count && inVain < POLLS_IN_VAIN; inVain++) {
                for (ConsumerRecord<Long, Long> each : consumer.poll(POLL)) {
                    if (each.value() != next) {
                        return "expected " + next + " and found " + each.value();
                    }
                    next++;
                    inVain = 0;
                }
            }
            consumer.commitSync();
            return next < count ? "only " + next + " of " + count : "consumed " + next;
        }
    }
}
