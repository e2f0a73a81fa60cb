/**
 * Tools for operators that work on the files of a stopped node, or of a copy, and never write to them: {@code bin/corral-log}.
 */
@org.jspecify.annotations.NullMarked
package io.corral.tool;
