package io.corral.raft.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a link dials with.
 *
 * @param template options of dialled connections
 * @param loop the event loop of the link and its connections
 * @param random spreads the attempts; used on that loop only
 * @param guard protects what is dialled
 * @param greeter introduces this node
 * @param addresses looks names up
 * @param lookups where that is done
 */
record Dialling(
        Bootstrap template,
        EventLoop loop,
        RandomGenerator random,
        ConnectionGuard guard,
        Greeter greeter,
        Addresses addresses,
        Executor lookups) {}
