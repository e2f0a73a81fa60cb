/** Round trips and damage. */
package io.corral.tree.codec;
