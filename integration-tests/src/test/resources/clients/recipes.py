"""Kazoo's recipes, in use while the test kills the leader: locks, elections, watches; and at rest: the smaller ones."""

import threading

from kazoo.exceptions import BadVersionError
from kazoo.recipe.watchers import ChildrenWatch, DataWatch
from stage import checkpoint, client, close, eventually

ROUNDS_PER_PHASE = 15


class Incrementer(threading.Thread):
    """Counts in a node, reading and writing apart, guarded by nothing but a lock."""

    def __init__(self, number):
        super().__init__(daemon=True)
        self.zk = client()
        self.lock = self.zk.Lock("/kazoo-recipes/lock", str(number))
        self.rounds = 0
        self.failure = None
        self.stopping = False

    def run(self):
        try:
            while not self.stopping:
                with self.lock:
                    self.increment()
                self.rounds += 1
        except BaseException as failure:
            self.failure = failure
            raise

    def increment(self):
        value, stat = self.zk.retry(self.zk.get, "/kazoo-recipes/counter")
        new = b"%d" % (int(value) + 1)
        try:
            self.zk.retry(self.zk.set, "/kazoo-recipes/counter", new, version=stat.version)
        except BadVersionError:
            # A repeated write may find that it was done before the connection broke, but nothing else.
            assert self.zk.retry(self.zk.get, "/kazoo-recipes/counter")[0] == new


class Candidate(threading.Thread):
    """Takes part in an election until it has led and was asked to resign."""

    leading = []
    most = 0

    def __init__(self, name):
        super().__init__(daemon=True)
        self.zk = client()
        self.name = name
        self.resign = threading.Event()
        self.election = self.zk.Election("/kazoo-recipes/election", name)

    def run(self):
        self.election.run(self.lead)

    def lead(self):
        Candidate.leading.append(self)
        Candidate.most = max(Candidate.most, len(Candidate.leading))
        self.resign.wait()
        Candidate.leading.remove(self)


def rounds(incrementers):
    for each in incrementers:
        assert each.failure is None, each.failure
    return sum(each.rounds for each in incrementers)


def more_rounds(incrementers):
    goal = rounds(incrementers) + ROUNDS_PER_PHASE
    eventually("the lock goes from hand to hand", lambda: rounds(incrementers) >= goal)


def catch_up(zk):
    """Lets a client see what others have written through other servers."""
    zk.retry(zk.sync, "/kazoo-recipes")


def small_recipes(zk, other):
    counter = zk.Counter("/kazoo-recipes/small/counter")
    counter += 2
    counter -= 5
    catch_up(other)
    assert other.Counter("/kazoo-recipes/small/counter").value == -3

    queue, locking = zk.Queue("/kazoo-recipes/small/queue"), other.LockingQueue("/kazoo-recipes/small/locking")
    queue.put(b"later", priority=200)
    queue.put(b"sooner", priority=1)
    catch_up(other)
    assert [other.Queue("/kazoo-recipes/small/queue").get() for _ in range(2)] == [b"sooner", b"later"]
    locking.put_all([b"a", b"b"])
    assert locking.get(timeout=10) == b"a" and locking.consume()
    assert locking.get(timeout=10) == b"b" and locking.consume()

    semaphore = zk.Semaphore("/kazoo-recipes/small/semaphore", max_leases=1)
    assert semaphore.acquire(timeout=10)
    assert not other.Semaphore("/kazoo-recipes/small/semaphore", max_leases=1).acquire(blocking=False)
    semaphore.release()

    readers = zk.ReadLock("/kazoo-recipes/small/shared"), other.ReadLock("/kazoo-recipes/small/shared")
    assert all(reader.acquire(timeout=10) for reader in readers)
    assert not other.WriteLock("/kazoo-recipes/small/shared").acquire(blocking=False)
    for reader in readers:
        reader.release()

    parties = zk.Party("/kazoo-recipes/small/party", "ann"), other.Party("/kazoo-recipes/small/party", "bob")
    for party in parties:
        party.join()
    catch_up(zk)
    assert sorted(parties[0]) == ["ann", "bob"]

    barrier = zk.Barrier("/kazoo-recipes/small/barrier")
    barrier.create()
    catch_up(other)
    assert not other.Barrier("/kazoo-recipes/small/barrier").wait(timeout=0.1)
    barrier.remove()
    assert other.Barrier("/kazoo-recipes/small/barrier").wait(timeout=10)


onlooker, writer = client(), client()
onlooker.ensure_path("/kazoo-recipes/members")
onlooker.create("/kazoo-recipes/counter", b"0")
small_recipes(onlooker, writer)

values, memberships = [], []
DataWatch(onlooker, "/kazoo-recipes/value", lambda data, stat: values.append(data))
ChildrenWatch(onlooker, "/kazoo-recipes/members", lambda children: memberships.append(sorted(children)))
writer.create("/kazoo-recipes/value", b"before")
writer.create("/kazoo-recipes/members/before", ephemeral=True)
eventually("the watches see what came before", lambda: values[-1:] == [b"before"] and memberships[-1:] == [["before"]])

incrementers = [Incrementer(number) for number in range(3)]
candidates = [Candidate("candidate-%d" % number) for number in range(3)]
for thread in incrementers + candidates:
    thread.start()
more_rounds(incrementers)
eventually("somebody is elected", lambda: Candidate.leading)

checkpoint("under way")

more_rounds(incrementers)
for thread in incrementers:
    thread.stopping = True
for thread in incrementers:
    thread.join(40)
    assert not thread.is_alive()
catch_up(writer)
assert int(writer.retry(writer.get, "/kazoo-recipes/counter")[0]) == rounds(incrementers)

writer.retry(writer.set, "/kazoo-recipes/value", b"after")
writer.retry(writer.create, "/kazoo-recipes/members/after", ephemeral=True)
eventually("the watches see what came after", lambda: values[-1] == b"after" and memberships[-1] == ["after", "before"])

for _ in candidates:
    leader = eventually("somebody is elected", lambda: Candidate.leading[:1])[0]
    leader.resign.set()
    leader.join(40)
    assert not leader.is_alive()
assert Candidate.most == 1

close(onlooker, writer, *(thread.zk for thread in incrementers + candidates))
print("all as it should be")
