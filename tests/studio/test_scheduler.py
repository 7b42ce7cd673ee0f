"""Requests of several clients, spoken by engines whose speed the tests set."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager

import numpy as np
import pytest

from studio.engine_process import EngineLostError
from studio.scheduler import BusyError, Limits, Scheduler
from tts.errors import TextError
from tts.request import AudioChunk, Receipt, SpeechRequest, Take

SECOND = 24_000


class Metronome:
    """An engine that makes a second of sound a word; `gate` holds it up."""

    def __init__(self, work: float = 0.0) -> None:
        self.work = work
        self.gate = threading.Event()
        self.gate.set()
        self.calls: list[tuple[str, ...]] = []
        self.open = 0

    def speak(self, request: SpeechRequest) -> Take:
        return self.speak_batch([request])[0]

    def speak_batch(self, requests: Sequence[SpeechRequest]) -> list[Take]:
        self.gate.wait(10)
        self.calls.append(tuple(request.text for request in requests))
        time.sleep(self.work)
        if any("bad" in request.text for request in requests):
            raise TextError("nothing in the text can be spoken")
        return [Take(np.zeros(SECOND * len(request.text.split()), np.float32)) for request in requests]

    def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
        self.calls.append((request.text,))
        self.open += 1
        words = request.text.split()
        try:
            for number, word in enumerate(words):
                self.gate.wait(10)
                time.sleep(self.work)
                if word == "bad":
                    raise TextError("nothing in the text can be spoken")
                receipt = Receipt() if number == len(words) - 1 else None
                yield AudioChunk(np.zeros(SECOND, np.float32), float(number), receipt=receipt)
        finally:
            self.open -= 1


@contextmanager
def scheduling(*engines: Metronome, **limits: float) -> Iterator[Scheduler]:
    scheduler = Scheduler(engines, Limits(**limits))  # type: ignore[arg-type]
    try:
        yield scheduler
    finally:
        for engine in engines:
            engine.gate.set()
        scheduler.close()


async def hear(scheduler: Scheduler, text: str, client: str = "a", **options: object) -> int:
    """Seconds of the reply."""
    request = SpeechRequest(text, **options)  # type: ignore[arg-type]
    async with aclosing(scheduler.stream(request, client)) as chunks:
        return sum([len(chunk.samples) // SECOND async for chunk in chunks])


def test_a_lone_request_is_streamed():
    engine = Metronome()

    async def main(scheduler: Scheduler) -> None:
        async with aclosing(scheduler.stream(SpeechRequest("one two three"), "a")) as chunks:
            lengths = [len(chunk.samples) async for chunk in chunks]
        assert lengths == [SECOND] * 3
        take = await scheduler.speak(SpeechRequest("one two"), "a")
        assert take.seconds == 2

    with scheduling(engine) as scheduler:
        asyncio.run(main(scheduler))
        load = scheduler.load()
    assert (load.streamed, load.batches, load.spoken_seconds) == (2, 0, 5.0)


def test_many_requests_are_spoken_together_and_everybody_gets_their_own():
    engine = Metronome(work=0.02)
    texts = [" ".join(["word"] * (1 + number % 5)) for number in range(30)]

    async def main(scheduler: Scheduler) -> list[int]:
        asks = (hear(scheduler, text, f"client-{n}") for n, text in enumerate(texts))
        return await asyncio.gather(*asks)

    with scheduling(engine, streams=2) as scheduler:
        heard = asyncio.run(main(scheduler))
        load = scheduler.load()
    assert heard == [len(text.split()) for text in texts]
    assert load.batches >= 1
    assert load.batched / load.batches > 3
    assert max(map(len, engine.calls)) <= 16


def test_engines_share_the_work():
    engines = [Metronome(work=0.02) for _ in range(3)]

    async def main(scheduler: Scheduler) -> None:
        await asyncio.gather(*(hear(scheduler, "one two", f"client-{n}") for n in range(24)))

    with scheduling(*engines) as scheduler:
        asyncio.run(main(scheduler))
    spoken = [sum(map(len, engine.calls)) for engine in engines]
    assert sum(spoken) == 24
    assert min(spoken) >= 4


def test_a_request_at_fault_fails_alone():
    engine = Metronome(work=0.01)

    async def main(scheduler: Scheduler) -> list[int | BaseException]:
        engine.gate.clear()
        asks = [
            asyncio.ensure_future(hear(scheduler, "bad" if n == 7 else "good", f"c{n}")) for n in range(12)
        ]
        await asyncio.sleep(0.05)
        engine.gate.set()
        return await asyncio.gather(*asks, return_exceptions=True)

    with scheduling(engine, streams=1) as scheduler:
        heard = asyncio.run(main(scheduler))
    assert isinstance(heard[7], TextError)
    assert [each for n, each in enumerate(heard) if n != 7] == [1] * 11


def test_a_verified_request_is_never_streamed():
    engine = Metronome()
    with scheduling(engine) as scheduler:
        assert asyncio.run(hear(scheduler, "one two", verify=True)) == 2
    assert scheduler.load().streamed == 0


def test_long_requests_are_streamed_beside_batches():
    engine = Metronome(work=0.002)
    long = " ".join(["word"] * 300)  # 1500 characters

    async def main(scheduler: Scheduler) -> list[int]:
        asks = [hear(scheduler, long if n in (3, 9) else "short", f"c{n}") for n in range(14)]
        return await asyncio.gather(*asks)

    with scheduling(engine, streams=2, ahead=1000.0) as scheduler:
        heard = asyncio.run(main(scheduler))
    assert sorted(heard) == [1] * 12 + [300] * 2
    assert all(long not in call or len(call) == 1 for call in engine.calls)


def test_too_many_are_refused_with_a_time_to_come_back():
    engine = Metronome()

    async def main(scheduler: Scheduler) -> None:
        engine.gate.clear()
        asks = [asyncio.ensure_future(hear(scheduler, "word", "first"))]
        await asyncio.sleep(0.1)  # the engine has taken it
        asks += [asyncio.ensure_future(hear(scheduler, "word", f"c{n}")) for n in range(5)]
        await asyncio.sleep(0.01)
        with pytest.raises(BusyError, match="waiting already") as caught:
            await hear(scheduler, "word", "another")
        assert 1 <= caught.value.retry_after <= 60
        engine.gate.set()
        assert await asyncio.gather(*asks) == [1] * 6

    with scheduling(engine, waiting=5, streams=1) as scheduler:
        asyncio.run(main(scheduler))


def test_one_client_cannot_fill_the_queue():
    engine = Metronome()

    async def main(scheduler: Scheduler) -> None:
        engine.gate.clear()
        asks = [asyncio.ensure_future(hear(scheduler, "word", "greedy"))]
        await asyncio.sleep(0.1)  # the engine has taken it
        asks += [asyncio.ensure_future(hear(scheduler, "word", "greedy")) for n in range(2)]
        await asyncio.sleep(0.01)
        with pytest.raises(BusyError, match="of this client"):
            await hear(scheduler, "word", "greedy")
        asks.append(asyncio.ensure_future(hear(scheduler, "word", "modest")))
        engine.gate.set()
        assert await asyncio.gather(*asks) == [1] * 4

    with scheduling(engine, waiting_each=2, streams=1) as scheduler:
        asyncio.run(main(scheduler))


def test_a_client_that_leaves_costs_nothing_more():
    engine = Metronome(work=0.005)

    async def main(scheduler: Scheduler) -> None:
        async with aclosing(scheduler.stream(SpeechRequest("word " * 1000), "a")) as chunks:
            await anext(chunks)
        for _ in range(100):
            if not engine.open:
                break
            await asyncio.sleep(0.01)
        assert engine.open == 0
        engine.gate.clear()
        asks = [asyncio.ensure_future(hear(scheduler, "word 0", "a"))]
        await asyncio.sleep(0.1)  # the engine has taken it
        asks += [asyncio.ensure_future(hear(scheduler, f"word {n}", "a")) for n in range(1, 4)]
        await asyncio.sleep(0.01)
        for ask in asks[1:]:
            ask.cancel()
        await asyncio.gather(*asks[1:], return_exceptions=True)
        assert scheduler.load().waiting == 0
        engine.gate.set()
        assert await asks[0] == 2

    with scheduling(engine, streams=1) as scheduler:
        asyncio.run(main(scheduler))
    assert sum(map(len, engine.calls)) == 2


def test_a_client_that_does_not_read_is_not_spoken_for_any_further():
    engine = Metronome()

    async def main(scheduler: Scheduler) -> None:
        async with aclosing(scheduler.stream(SpeechRequest("word " * 60), "slow")) as chunks:
            await anext(chunks)
            await asyncio.sleep(0.2)
            made = scheduler.load().spoken_seconds
            assert made < 15
            assert await hear(scheduler, "another", "quick") == 1
            rest = [chunk async for chunk in chunks]
        assert len(rest) == 59

    with scheduling(engine, ahead=10.0, streams=1) as scheduler:
        asyncio.run(main(scheduler))


def test_who_would_wait_in_vain_is_refused_at_once():
    engine = Metronome()

    async def main(scheduler: Scheduler) -> None:
        engine.gate.clear()
        long = "word " * 1000  # 20 s of work at the pace that is guessed
        asks = [asyncio.ensure_future(hear(scheduler, long, "first"))]
        await asyncio.sleep(0.1)  # the engine has taken it
        asks += [asyncio.ensure_future(hear(scheduler, long, f"c{n}")) for n in range(2)]
        await asyncio.sleep(0.01)
        with pytest.raises(BusyError, match="too long") as caught:
            await hear(scheduler, "word", "another")
        assert 10 < caught.value.retry_after <= 60
        for ask in asks:
            ask.cancel()
        await asyncio.gather(*asks, return_exceptions=True)
        engine.gate.set()
        assert await hear(scheduler, "word", "another") == 1

    with scheduling(engine, streams=1, patience=30.0) as scheduler:
        asyncio.run(main(scheduler))


def test_patience_has_an_end():
    engine = Metronome()

    async def main(scheduler: Scheduler) -> None:
        engine.gate.clear()
        with pytest.raises(BusyError, match="nothing was spoken within"):
            await hear(scheduler, "word")
        engine.gate.set()

    with scheduling(engine, patience=0.1) as scheduler:
        asyncio.run(main(scheduler))


def test_nobody_starves_while_others_keep_asking():
    engine = Metronome(work=0.004)
    waits: list[float] = []

    async def client(scheduler: Scheduler, name: str, until: float) -> None:
        while time.monotonic() < until:
            started = time.monotonic()
            await hear(scheduler, "one two", name)
            waits.append(time.monotonic() - started)

    async def main(scheduler: Scheduler) -> None:
        until = time.monotonic() + 1.5
        await asyncio.gather(*(client(scheduler, f"c{n}", until) for n in range(24)))

    with scheduling(engine, streams=2, batch=4, batch_seconds=0.1) as scheduler:
        asyncio.run(main(scheduler))
    assert len(waits) > 50
    assert max(waits) < 5 * float(np.median(waits))


def test_closing_finishes_what_is_under_way_and_refuses_the_rest():
    engine = Metronome(work=0.01)

    async def main(scheduler: Scheduler) -> None:
        ask = asyncio.ensure_future(hear(scheduler, "word " * 10))
        await asyncio.sleep(0.05)
        closing = asyncio.get_running_loop().run_in_executor(None, scheduler.close, 5.0)
        await asyncio.sleep(0.02)
        with pytest.raises(BusyError, match="shutting down"):
            await hear(scheduler, "late")
        assert await ask == 10
        await closing

    with scheduling(engine) as scheduler:
        asyncio.run(main(scheduler))


def test_closing_at_once_tells_those_under_way():
    engine = Metronome(work=0.01)

    async def main(scheduler: Scheduler) -> None:
        ask = asyncio.ensure_future(hear(scheduler, "word " * 1000))
        await asyncio.sleep(0.05)
        await asyncio.get_running_loop().run_in_executor(None, scheduler.close, 0.0)
        with pytest.raises(BusyError, match="shutting down"):
            await ask

    with scheduling(engine, ahead=1e6) as scheduler:
        asyncio.run(main(scheduler))


def test_an_engine_that_fails_in_any_way_does_not_end_the_scheduler():
    class Odd(Metronome):
        def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
            if "odd" in request.text:
                raise KeyError("before there is any stream")
            return super().stream(request)

    with scheduling(Odd()) as scheduler:
        with pytest.raises(KeyError):
            asyncio.run(hear(scheduler, "odd"))
        assert asyncio.run(hear(scheduler, "one two")) == 2


def test_a_request_whose_engine_died_is_asked_again_once():
    class Dying(Metronome):
        deaths = 1

        def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
            if self.deaths:
                self.deaths -= 1
                raise EngineLostError("the engine's process died; ask again")
            yield from super().stream(request)

    with scheduling(Dying()) as scheduler:
        assert asyncio.run(hear(scheduler, "one two")) == 2
    engine = Dying()
    engine.deaths = 2
    with scheduling(engine) as scheduler, pytest.raises(EngineLostError):
        asyncio.run(hear(scheduler, "one two"))
