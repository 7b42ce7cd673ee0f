import pytest

from personas import persona, save
from personas.distance import distance
from studio.dubbing.cast import Cast, assigned, dumped, read_cast, told
from tts.errors import DubError, PersonaError


def test_a_cast_file_is_read_and_written_again():
    cast = read_cast("narrator: butler\nAnna:\n  persona: teenage-girl\n  direction: shy\n")
    assert cast.role("ANNA").persona.id == "teenage-girl"
    assert cast.role("anna").direction == "shy"
    assert cast.role("Ben") is None
    assert read_cast(dumped(cast)) == read_cast(dumped(read_cast(dumped(cast))))
    assert read_cast(dumped(cast)).role("Anna") == cast.role("Anna")


def test_a_persona_of_a_file_keeps_its_path(tmp_path):
    path = tmp_path / "mine.persona.yaml"
    save(persona("butler"), path)
    cast = assigned([f"Anna={path}"])
    assert cast.role("Anna").persona == persona("butler")
    assert str(path) in dumped(cast)


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("- Anna", DubError, "a line such as"),
        ("a: b: c", DubError, "malformed YAML"),
        ("7: butler", DubError, "no speaker's name"),
        ("Anna: butler\nANNA: witch", DubError, "there twice"),
        ("Anna: {voice: butler}", DubError, "unknown key 'voice'; valid: persona, direction"),
        ("Anna: {direction: sad}", DubError, "the persona there"),
        ("Anna: nobody-known", PersonaError, "the cast: Anna: unknown persona 'nobody-known'"),
    ],
)
def test_a_malformed_cast_is_refused(text, error, says):
    with pytest.raises(error, match=says):
        read_cast(text)


def test_assignments():
    assert assigned(["Anna Bee=butler"]).role("Anna Bee").persona.id == "butler"
    with pytest.raises(DubError, match="such as Anna=teenage-girl"):
        assigned(["butler"])


def test_the_missing_get_personas_that_fit_their_names_and_differ():
    speakers = ["narrator", "OLD WOMAN", "MAN #1", "MAN #2", "Little girl", "Zork"]
    cast = read_cast("Zork: wizard\n").completed(speakers)
    assert list(cast.roles) == speakers
    assert cast.role("zork").persona.id == "wizard"
    assert cast.role("narrator").persona.id == "narrator-warm-female"
    old, girl = cast.role("OLD WOMAN").persona, cast.role("Little girl").persona
    assert (old.gender, old.age > 60) == ("female", True)
    assert (girl.gender, girl.age < 12) == ("female", True)
    one, two = cast.role("MAN #1").persona, cast.role("MAN #2").persona
    assert one.gender == two.gender == "male"
    assert distance(one.identity, two.identity) > 2
    assert read_cast("Bob: butler").completed(["Anna"]).role("Bob") is None
    assert read_cast("Bob: butler").unused(["Anna"]) == ("Bob",)


def test_what_a_name_tells():
    assert told("Mrs. Hill")[0] == "female"
    assert told("OLD WOMAN")[1] > 60
    assert told("...") == (None, 35)
    assert Cast({}).completed(["..."]).role("...") is not None
