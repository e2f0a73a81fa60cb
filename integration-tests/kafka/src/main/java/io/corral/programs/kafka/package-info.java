/** Uses a Kafka cluster as an application would, at the word of an integration test. */
@NullMarked
package io.corral.programs.kafka;

import org.jspecify.annotations.NullMarked;
