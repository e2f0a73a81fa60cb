/** Members asked for, and what the state makes of it. */
package io.corral.tree.ensemble;
