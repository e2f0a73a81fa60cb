/**
 * Curator's recipes against three server processes: undisturbed, while the leader is killed and restarted, and while a follower
 * stands still.
 *
 * <p>Each class tells one recipe. A class has one ensemble; each of its tests runs once per
 * {@link io.corral.it.recipes.Disturbance}. What a recipe promises must hold in every case. Where Curator itself promises less to
 * a client that lost its connection (a retried request may have been done twice), the allowance is the number of connections
 * lost, which is zero for clients of an undisturbed server.
 */
@NullMarked
package io.corral.it.recipes;

import org.jspecify.annotations.NullMarked;
