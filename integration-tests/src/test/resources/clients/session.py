"""Kazoo's own calls, one after the other: nodes, versions, sequences, watches, ephemerals, transactions, ACLs."""

import threading

from kazoo.exceptions import (
    BadVersionError,
    NoAuthError,
    NoChildrenForEphemeralsError,
    NodeExistsError,
    NoNodeError,
    NotEmptyError,
    RolledBackError,
)
from kazoo.protocol.states import EventType
from kazoo.security import make_acl, make_digest_acl
from stage import PATIENCE, checkpoint, client, close, eventually, refused


def nodes(zk):
    assert zk.create("/kazoo/nodes/one", b"first", makepath=True) == "/kazoo/nodes/one"
    data, stat = zk.get("/kazoo/nodes/one")
    assert data == b"first" and stat.version == 0 and stat.data_length == 5
    assert zk.set("/kazoo/nodes/one", b"second").version == 1
    refused(BadVersionError, zk.set, "/kazoo/nodes/one", b"third", version=0)
    refused(NodeExistsError, zk.create, "/kazoo/nodes/one")
    refused(NoNodeError, zk.get, "/kazoo/nodes/two")
    refused(NotEmptyError, zk.delete, "/kazoo/nodes")
    assert zk.exists("/kazoo/nodes/two") is None
    path, stat = zk.create("/kazoo/nodes/two", b"x", include_data=True)
    assert path == "/kazoo/nodes/two" and stat.czxid == stat.mzxid
    children, stat = zk.get_children("/kazoo/nodes", include_data=True)
    assert sorted(children) == ["one", "two"] and stat.numChildren == 2 and stat.cversion == 2
    assert zk.sync("/kazoo/nodes") == "/kazoo/nodes"
    zk.delete("/kazoo/nodes", recursive=True)
    assert zk.exists("/kazoo/nodes") is None


def sequences(zk):
    zk.ensure_path("/kazoo/sequences")
    made = [zk.create("/kazoo/sequences/n-", sequence=True) for _ in range(5)]
    assert made == ["/kazoo/sequences/n-%010d" % number for number in range(5)]


def watches(zk, other):
    events = []
    zk.ensure_path("/kazoo/watches")
    zk.get("/kazoo/watches", watch=events.append)
    zk.get_children("/kazoo/watches", watch=events.append)
    zk.exists("/kazoo/watches/later", watch=events.append)
    other.sync("/kazoo/watches")
    other.set("/kazoo/watches", b"changed")
    other.create("/kazoo/watches/later")
    other.set("/kazoo/watches", b"nobody looks any more")
    eventually("three watches fire", lambda: len(events) >= 3)
    assert [(event.type, event.path) for event in events] == [
        (EventType.CHANGED, "/kazoo/watches"),
        (EventType.CREATED, "/kazoo/watches/later"),
        (EventType.CHILD, "/kazoo/watches"),
    ]


def ephemerals(zk):
    owner = client()
    gone = threading.Event()
    owner.create("/kazoo/ephemerals/mine", b"", ephemeral=True, makepath=True)
    zk.sync("/kazoo/ephemerals")
    refused(NoChildrenForEphemeralsError, zk.create, "/kazoo/ephemerals/mine/child")
    assert zk.exists("/kazoo/ephemerals/mine", watch=lambda event: gone.set()).ephemeralOwner == owner.client_id[0]
    close(owner)
    assert gone.wait(PATIENCE) and zk.exists("/kazoo/ephemerals/mine") is None


def transactions(zk):
    zk.ensure_path("/kazoo/transactions")
    lucky = zk.transaction()
    lucky.create("/kazoo/transactions/a", b"1")
    lucky.set_data("/kazoo/transactions/a", b"2", version=0)
    lucky.check("/kazoo/transactions/a", version=1)
    created, changed, checked = lucky.commit()
    assert created == "/kazoo/transactions/a" and changed.version == 1 and checked is True
    unlucky = zk.transaction()
    unlucky.delete("/kazoo/transactions/a")
    unlucky.check("/kazoo/transactions", version=77)
    unlucky.create("/kazoo/transactions/b")
    kinds = [type(outcome) for outcome in unlucky.commit()]
    assert kinds[:2] == [RolledBackError, BadVersionError] and len(kinds) == 3
    assert zk.exists("/kazoo/transactions/a") and not zk.exists("/kazoo/transactions/b")


def permissions(zk):
    hers = make_digest_acl("ann", "secret", all=True)
    ann = client(auth_data=[("digest", "ann:secret")])
    ann.create("/kazoo-permissions", b"private", acl=[hers, make_acl("ip", "127.0.0.0/8", create=True)])
    zk.sync("/kazoo-permissions")
    refused(NoAuthError, zk.get, "/kazoo-permissions")
    refused(NoAuthError, zk.set_acls, "/kazoo-permissions", [hers])
    assert zk.create("/kazoo-permissions/below", b"") == "/kazoo-permissions/below"
    assert ann.get("/kazoo-permissions")[0] == b"private"
    acls, stat = ann.get_acls("/kazoo-permissions")
    assert hers in acls and stat.aversion == 0
    assert ann.set_acls("/kazoo-permissions", [hers]).aversion == 1
    zk.sync("/kazoo-permissions")
    refused(NoAuthError, zk.create, "/kazoo-permissions/more")
    zk.add_auth("digest", "ann:secret")
    assert zk.get("/kazoo-permissions")[0] == b"private"
    close(ann)


def server(zk):
    assert zk.server_version()[:2] == (3, 9)
    assert zk.command(b"ruok") == "imok"


def survival(zk):
    """The session and what it owns are there after the leader was killed; what is watched still fires."""
    session = zk.client_id[0]
    changed = threading.Event()
    zk.create("/kazoo/survival", b"", ephemeral=True)
    zk.get("/kazoo/survival", watch=lambda event: changed.set())
    checkpoint("connected")
    assert zk.retry(zk.exists, "/kazoo/survival").ephemeralOwner == session
    assert zk.client_id[0] == session
    zk.retry(zk.set, "/kazoo/survival", b"still here")
    assert changed.wait(PATIENCE)


first, second = client(), client()
nodes(first)
sequences(first)
watches(first, second)
ephemerals(first)
transactions(first)
server(first)
permissions(first)
survival(second)
close(first, second)
print("all as it should be")
