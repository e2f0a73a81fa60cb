/** The tree as tests see it: a small language to write scenarios in. */
package io.corral.tree;
