/** The rules for paths, told as tests. */
package io.corral.tree.path;
