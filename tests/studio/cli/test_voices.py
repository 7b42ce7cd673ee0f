import pytest
import soundfile
import yaml

from personas import Persona, Store, load, persona
from personas.blend import blend
from personas.sculpt import Moves, resculpt

HASH = "a" * 64


def printed(result):
    return Persona.from_dict(yaml.safe_load(result.stdout))


def test_blend_prints_writes_and_keeps(run, refused, store, tmp_path):
    made = printed(run("personas", "blend", "villain", "grandmother", "--share", 0.3, "--id", "both"))
    assert made.identity == blend(persona("villain"), persona("grandmother"), 0.3).identity
    assert made.id == "both"
    run("personas", "blend", "villain", "witch", "--id", "both", "-o", "b.yaml", "--save", "--name-zh", "合")
    assert load(tmp_path / "b.yaml") == Store(store).get("both")
    assert load(tmp_path / "b.yaml").names["zh"] == "合"
    assert "share must lie" in refused("personas", "blend", "villain", "witch", "--share", 2)
    assert "exists" in refused("personas", "blend", "villain", "witch", "--id", "new", "-o", "b.yaml")


def test_sculpt_in_words_and_by_sliders(run, refused):
    made = printed(run("personas", "sculpt", "villain", "--age", 20, "--breath", 0.2))
    assert made == resculpt(persona("villain"), Moves(age=20, breath=0.2)).persona
    told = run("personas", "sculpt", "villain", "zorbly older", "--pitch", -24, "--id", "low")
    assert "not understood: zorbly" in told.stderr
    assert "limited: pitch" in told.stderr
    assert printed(told).identity.pitch == 50
    assert "say what to change" in refused("personas", "sculpt", "villain")
    assert "says how to change a voice" in refused("personas", "sculpt", "villain", "zorb")
    assert "age must lie within" in refused("personas", "sculpt", "villain", "--age", 1000)


def test_more_like_one_of_ones_own(run):
    run("personas", "save", "witch", "--id", "aunt", "--name", "Aunt Mabel")
    made = printed(run("personas", "sculpt", "grandmother", "more like Aunt Mabel"))
    assert made.identity.pitch > persona("grandmother").identity.pitch


def test_auditions_are_spoken(run, refused, tmp_path, tiny_pack):
    result = run("personas", "audition", "villain", "老奶奶", "-o", "heard", "--pack", tiny_pack)
    assert "heard/villain.wav: Villain: You came all this way" in result.stdout
    for name in ("villain", "grandmother"):
        assert soundfile.info(tmp_path / "heard" / f"{name}.wav").duration > 0.3
    result = run("personas", "audition", "villain", "--text", "Hello.", "--pack", tiny_pack)
    assert "Hello." in result.stdout
    assert "same id" in refused("personas", "audition", "villain", "反派")


def test_a_persona_of_another_pack_is_spoken_with_a_note(run, tiny_pack, tmp_path):
    data = {**persona("villain").to_dict(), "pack": HASH}
    file = tmp_path / "v.persona.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    result = run("personas", "audition", file, "--text", "Hello.", "--pack", tiny_pack)
    assert "designed on pack aaaaaaaaaaaa" in result.stderr
    assert (tmp_path / "auditions" / "villain.wav").exists()
    result = run("say", "Hello.", "--persona", file, "--pack", tiny_pack, "-o", tmp_path / "a.wav")
    assert "designed on pack aaaaaaaaaaaa" in result.stderr


@pytest.mark.parametrize(
    "command", ["design", "blend", "sculpt", "audition", "save", "import", "export", "remove"]
)
def test_every_command_has_help(run, command):
    assert "Usage" in run("personas", command, "--help").stdout
