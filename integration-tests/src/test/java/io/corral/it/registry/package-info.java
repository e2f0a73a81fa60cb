/**
 * Apache Dubbo with Corral as its registry: providers and a consumer in processes of their own, on a class path of their own (the
 * module {@code integration-tests/dubbo}).
 */
@NullMarked
package io.corral.it.registry;

import org.jspecify.annotations.NullMarked;
