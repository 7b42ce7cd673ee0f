from __future__ import annotations

import sqlite3
import threading
import time

import pytest

from studio.book import store as stores
from studio.book.coverage import Verdict
from studio.book.store import Choice, LineState, PastRender, Store, TakeRecord
from tts.errors import BookError

TAKE = TakeRecord("k1", "k1", 7, 1.5, 900, Verdict(2.5, ("x",), ("it is clipped",)), 0.1, 12.0)


def test_a_line_goes_from_open_to_done_or_failed(tmp_path):
    with Store(tmp_path / "book.sqlite") as store:
        assert store.claim("me", ["k1", "k2", "k3", "k1"]) == ("k1", "k2", "k3")
        store.keep([TAKE], {"k1": "k1"})
        store.fail("k2", "it cannot be said")
        store.release("me")
        assert store.lines() == {
            "k1": LineState("done", "k1"),
            "k2": LineState("failed", error="it cannot be said"),
            "k3": LineState("open"),
        }
        assert store.takes() == {"k1": TAKE}
        assert store.takes_of("k1") == (TAKE,)
        assert store.claim("me", ["k1", "k2", "k3"]) == ("k2", "k3")  # failed ones begin anew
        store.reopen(["k1"])
        assert store.claim("me", ["k1"]) == ("k1",)


def test_a_leased_line_is_nobody_elses_until_its_holder_ends_or_falls_silent(tmp_path, monkeypatch):
    gone: set[str] = set()
    with Store(tmp_path / "s", gone.__contains__) as store, Store(tmp_path / "s", gone.__contains__) as other:
        assert store.claim("me", ["a", "b"]) == ("a", "b")
        assert other.claim("you", ["a", "b", "c"]) == ("c",)
        gone.add("me")
        assert other.claim("you", ["a"]) == ("a",)
        gone.clear()
        later = time.time() + stores.LEASE / 2
        monkeypatch.setattr(time, "time", lambda: later)
        store.extend("me")
        monkeypatch.setattr(time, "time", lambda: later + stores.LEASE * 0.8)
        assert other.claim("them", ["a", "b"]) == ("a",)  # "you" has not been heard of


def test_many_at_once_lease_each_line_once(tmp_path):
    Store(tmp_path / "s").close()
    keys = [f"{n:02}" for n in range(60)]
    got: dict[str, list[str]] = {}

    def work(name: str) -> None:
        with Store(tmp_path / "s") as store:
            got[name] = [key for each in keys for key in store.claim(name, [each])]

    threads = [threading.Thread(target=work, args=(f"worker {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key for each in got.values() for key in each) == keys


def test_choices_and_past_renders_are_kept(tmp_path):
    render = PastRender("inline", 1, "pack", "here", 3, 12.5, 2.0, 1.5)
    with Store(tmp_path / "s") as store:
        store.choose(Choice("anchor", "k1", "k7", False))
        store.choose(Choice("anchor", "k1", "k8", True))
        store.choose(Choice("other", "k2", "k9", False))
        store.forget_choice("other")
        store.record(PastRender("processes", 4, "pack", "here", 3, 12.5, 2.0, 1.5))
        store.record(render)
    with Store(tmp_path / "s") as store:
        assert store.choices() == {"anchor": Choice("anchor", "k1", "k8", True)}
        assert [r.executor for r in store.renders()] == ["inline", "processes"]
        assert store.renders()[0] == render


def test_what_fails_in_a_transaction_leaves_nothing(tmp_path):
    with Store(tmp_path / "s") as store:
        with pytest.raises(sqlite3.IntegrityError):
            store.keep([TAKE], {"k1": "k1", None: "k2"})  # type: ignore[dict-item]
        assert store.takes() == {}
        assert store.lines() == {}


def test_other_databases_other_versions_and_damage_are_refused(tmp_path):
    path = tmp_path / "foreign"
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE songs (name TEXT)")
    foreign.close()
    with pytest.raises(BookError, match="another program"):
        Store(path)
    for version, told in ((99, "install the release"), (0, "cannot bring up to date")):
        path = tmp_path / f"version {version}"
        Store(path).close()
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.close()
        with pytest.raises(BookError, match=told):
            Store(path)
    path = tmp_path / "damaged"
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(BookError, match="move it away"):
        Store(path)
