import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from personas import dumps, load, persona, presets, save
from tts.errors import PersonaError

GOOD = dumps(persona("villain"))


def refusal(folder: Path, text: str | bytes) -> str:
    """What `load` says of a file with this text: one short sentence that names the file."""
    file = folder / "hostile.persona.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    started = time.perf_counter()
    with pytest.raises(PersonaError) as error:
        load(file)
    assert time.perf_counter() - started < 5
    said = str(error.value)
    assert said.startswith(str(file))
    assert "\n" not in said
    assert len(said) < 700
    return said.removeprefix(str(file))


def test_round_trip(tmp_path: Path):
    for each in presets():
        file = save(each, tmp_path / f"{each.id}.persona.yaml")
        assert load(file) == each
        assert yaml.safe_load(file.read_text(encoding="utf-8"))["id"] == each.id


def test_nothing_is_overwritten_without_being_asked(tmp_path: Path):
    file = save(persona("villain"), tmp_path / "v.persona.yaml")
    before = file.read_bytes()
    with pytest.raises(PersonaError, match="exists; ask to replace it"):
        save(persona("witch"), file)
    assert file.read_bytes() == before
    save(persona("witch"), file, replace=True)
    assert load(file).id == "witch"
    assert [path.name for path in tmp_path.iterdir()] == ["v.persona.yaml"]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch):
    def fail(persona):
        raise RuntimeError("disk full")

    kept = save(persona("villain"), tmp_path / "kept.persona.yaml")
    monkeypatch.setattr("personas.files.dumps", fail)
    with pytest.raises(RuntimeError):
        save(persona("witch"), tmp_path / "new.persona.yaml")
    with pytest.raises(RuntimeError):
        save(persona("witch"), kept, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.persona.yaml"]
    assert load(kept).id == "villain"


def test_the_folder_must_exist(tmp_path: Path):
    with pytest.raises(PersonaError, match=r"the folder .* does not exist"):
        save(persona("villain"), tmp_path / "none" / "v.persona.yaml")
    with pytest.raises(PersonaError, match="no persona file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(PersonaError, match="no persona file"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id: [", "not valid YAML"),
        ("\tid: a", "not valid YAML"),
        ("", "must be an object"),
        ("- a", "must be an object"),
        ("version: 1\nid: x\nidentity: {}\n", "'names' is missing"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("id: \x07\n", "not valid YAML"),
        ("id: !!python/object/apply:os.system ['true']", "key 'id': the YAML tag .* is not allowed"),
        ("names: {en: !!python/name:os.system x}", "key 'names.en': the YAML tag"),
        ("!!python/object:personas.Persona {}", "the YAML tag"),
        ("seed: !!int '7'", "key 'seed': the YAML tag"),
        ("tags: &a [x]\nnames: *a", "key 'tags': YAML anchors and aliases"),
        ("names: *a", "key 'names': YAML anchors and aliases"),
        ("<<: {id: a}", "key '<<': '<<' is read as merge"),
        ("id: a\nid: b", "key 'id': is given twice"),
        ("identity: {pitch: 100, pitch: 200}", "key 'identity.pitch': is given twice"),
        ("? [a, b]\n: c", "a key must be a word"),
        ("id: a\n---\nid: b", "more than one document"),
        ("caption: 2001-99-99", "key 'caption': '2001-99-99' is read as timestamp"),
        (f"seed: {'9' * 5000}", "key 'seed': a number of 5000 characters"),
        (f"seed: 0x{'f' * 5000}", "key 'seed': a number of 5002 characters"),
        ("seed: 1e400", "seed must be a whole"),
        ("identity: {tract: .nan}", "tract must lie within"),
        ("identity: {tract: .inf}", "tract must lie within"),
        ("tags: " + "[" * 30_000, "key 'tags': is nested deeper than 5 levels"),
        ("a: " * 1 + "{a: " * 9_000, "is nested deeper than 5 levels"),
        ("caption: " + "x" * 70_000, "larger than 64 KiB"),
    ],
)
def test_hostile_files_are_refused_in_one_sentence(tmp_path: Path, text, says):
    if isinstance(text, str) and text.startswith(("seed: 1e", "identity: {tract")):
        data = yaml.safe_load(GOOD)
        key = text.split(":")[0]
        data.pop(key)
        text = yaml.safe_dump(data) + text
    import re

    assert re.search(says, refusal(tmp_path, text))


def test_a_bomb_of_aliases_does_not_go_off(tmp_path: Path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "key 'a0': YAML anchors" in refusal(tmp_path, "\n".join(lines))


def test_ten_megabytes_are_not_read(tmp_path: Path):
    assert "larger than 64 KiB" in refusal(tmp_path, GOOD + "#" * 10_000_000)


def test_a_byte_order_mark_and_comments_do_not_matter(tmp_path: Path):
    file = tmp_path / "bom.yaml"
    file.write_text("# mine\n" + GOOD, encoding="utf-8-sig")
    assert load(file) == persona("villain")


def test_quotes_keep_words_words(tmp_path: Path):
    file = tmp_path / "no.yaml"
    odd = replace(persona("villain"), names={"en": "No", "zh": "2024-01-01"}, caption="yes", tags=("1", "~"))
    assert load(save(odd, file)) == odd
