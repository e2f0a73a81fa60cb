/**
 * Apache Kafka with its metadata in Corral: brokers in processes of their own, on a class path of their own (the module
 * {@code integration-tests/kafka}), used through Kafka's clients while servers and brokers are killed.
 */
@NullMarked
package io.corral.it.kafka;

import org.jspecify.annotations.NullMarked;
