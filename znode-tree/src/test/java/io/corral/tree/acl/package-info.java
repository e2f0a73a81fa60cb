/** The rules for access control lists, told as tests. */
package io.corral.tree.acl;
