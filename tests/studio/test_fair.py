from __future__ import annotations

import pytest

from studio.fair import FairQueue, QueueFullError


def drained(queue: FairQueue[str]) -> list[str]:
    taken = []
    while (item := queue.take()) is not None:
        taken.append(item)
    return taken


def test_a_client_with_many_requests_waits_for_itself():
    queue: FairQueue[str] = FairQueue(100, 100)
    for number in range(4):
        queue.put("many", f"many-{number}", 10)
    queue.put("one", "one-0", 10)
    assert drained(queue) == ["many-0", "one-0", "many-1", "many-2", "many-3"]


def test_turns_go_by_cost_not_by_count():
    queue: FairQueue[str] = FairQueue(100, 100)
    for number in range(3):
        queue.put("long", f"long-{number}", 100)
        queue.put("short", f"short-{number}", 25)
    assert drained(queue) == ["long-0", "short-0", "short-1", "short-2", "long-1", "long-2"]


def test_nobody_saves_up_turns_by_waiting():
    queue: FairQueue[str] = FairQueue(100, 100)
    for number in range(6):
        queue.put("busy", f"busy-{number}", 10)
    assert [queue.take() for _ in range(4)] == [f"busy-{number}" for number in range(4)]
    for number in range(3):
        queue.put("late", f"late-{number}", 10)
    assert drained(queue) == ["late-0", "busy-4", "late-1", "busy-5", "late-2"]


def test_what_does_not_fit_is_passed_over_and_keeps_its_turn():
    queue: FairQueue[str] = FairQueue(100, 100)
    queue.put("a", "large", 1)
    queue.put("a", "small", 1)
    queue.put("b", "medium", 1)
    assert queue.take(lambda item: item != "large") == "medium"
    assert queue.take(lambda item: item != "large") is None  # a's order is kept
    assert drained(queue) == ["large", "small"]


def test_room_is_bounded_altogether_and_for_each():
    queue: FairQueue[str] = FairQueue(room=3, room_each=2)
    queue.put("a", "1", 1)
    queue.put("a", "2", 1)
    with pytest.raises(QueueFullError, match="2 requests of this client"):
        queue.put("a", "3", 1)
    queue.put("b", "3", 1)
    with pytest.raises(QueueFullError, match="3 requests are waiting already"):
        queue.put("c", "4", 1)
    assert len(queue) == 3


def test_an_item_can_be_withdrawn():
    queue: FairQueue[str] = FairQueue(10, 10)
    queue.put("a", "x", 1)
    queue.put("a", "y", 1)
    assert queue.remove("x")
    assert not queue.remove("x")
    assert drained(queue) == ["y"]
