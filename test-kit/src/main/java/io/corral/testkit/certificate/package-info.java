/** Keys and certificates for tests, made when they run: nothing of it is kept, so nothing expires. */
@org.jspecify.annotations.NullMarked
package io.corral.testkit.certificate;
