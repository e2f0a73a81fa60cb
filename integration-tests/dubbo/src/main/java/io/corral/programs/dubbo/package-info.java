/** A service and its consumer that find each other through Dubbo's registry, at the word of an integration test. */
@NullMarked
package io.corral.programs.dubbo;

import org.jspecify.annotations.NullMarked;
