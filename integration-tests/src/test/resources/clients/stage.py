"""What the scripts of this folder share: clients, waiting, and a word with the test that runs them."""

import sys
import time

from kazoo.client import KazooClient
from kazoo.retry import KazooRetry

PATIENCE = 40.0
HOSTS = sys.argv[1]


def client(**options):
    """A started client that reconnects without long pauses and repeats what is lost with a connection."""
    fresh = KazooClient(
        hosts=HOSTS,
        timeout=10.0,
        connection_retry=KazooRetry(max_tries=-1, delay=0.05, max_delay=0.2),
        command_retry=KazooRetry(max_tries=-1, delay=0.05, max_delay=0.2),
        **options
    )
    fresh.start(timeout=PATIENCE)
    return fresh


def close(*clients):
    for each in clients:
        each.stop()
        each.close()


def eventually(what, condition):
    """Waits until a condition holds, and returns what made it so."""
    end = time.monotonic() + PATIENCE
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < end, "waited in vain: " + what
        time.sleep(0.02)


def refused(error, call, *arguments, **options):
    """Asserts that a call fails with an error of this class."""
    try:
        answer = call(*arguments, **options)
    except error:
        return
    raise AssertionError("expected %s, got %r" % (error.__name__, answer))


def checkpoint(what):
    """Tells the test how far the script is, and waits until it is told to go on."""
    print("checkpoint: " + what, flush=True)
    assert sys.stdin.readline() == "go on\n"
