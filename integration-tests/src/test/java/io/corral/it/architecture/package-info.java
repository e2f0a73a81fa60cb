/**
 * The dependency rules of the whole house as executable text: which rooms may know which, what the pure packages may not
 * touch, and where foreign types must stay. {@code fixture} is a small house that breaks every rule, so that a rule which
 * has stopped biting is noticed.
 */
@NullMarked
package io.corral.it.architecture;

import org.jspecify.annotations.NullMarked;
