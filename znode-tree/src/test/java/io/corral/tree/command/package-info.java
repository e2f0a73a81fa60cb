/** What commands do, told as tests. */
package io.corral.tree.command;
