/** ZooKeeper's admin commands: the same names, the same JSON, one envelope around all. */
@NullMarked
package io.corral.admin.command;

import org.jspecify.annotations.NullMarked;
