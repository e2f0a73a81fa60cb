/** The texts and paths of quotas, told as tests. */
package io.corral.tree.quota;
