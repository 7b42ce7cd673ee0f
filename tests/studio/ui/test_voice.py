import pytest

from studio.engines import EngineOptions
from studio.ui.voice import Voice, Work
from tts.errors import PackError, RequestError


@pytest.fixture(scope="module")
def voice(tiny_pack):
    return Voice.of(EngineOptions(pack=str(tiny_pack)))


def counting(until, log, name):
    def steps(speaks):
        assert speaks.engine.pack.hash == speaks.fingerprint
        for number in range(until):
            log.append(name)
            yield number / until
        return f"{name} is done"

    return steps


def test_work_of_two_sessions_takes_turns(voice):
    log = []
    long, short = Work(counting(4, log, "long")), Work(counting(1, log, "short"))
    assert not voice.advance(long)
    while not (voice.advance(long) & voice.advance(short)):
        pass
    assert log[:3] == ["long", "long", "short"]
    assert (long.result, short.result, long.share) == ("long is done", "short is done", 1.0)
    assert voice.advance(long)  # what is done stays done


def test_errors_come_to_whoever_asked_and_end_that_work_alone(voice):
    def fails(speaks):
        yield 0.5
        raise RequestError("no such luck")

    work = Work(fails)
    assert not voice.advance(work)
    with pytest.raises(RequestError, match="no such luck"):
        voice.advance(work)
    assert voice.advance(Work(counting(0, [], "next")))


def test_a_missing_pack_is_told_and_raised(tmp_path):
    voice = Voice.of(EngineOptions(pack=str(tmp_path / "none")))
    assert isinstance(voice.fault(10.0), PackError)
    with pytest.raises(PackError):
        voice.advance(Work(counting(1, [], "x")))


def test_a_loaded_voice_has_no_fault(voice):
    voice.advance(Work(counting(0, [], "x")))
    assert voice.loaded
    assert voice.fault() is None
