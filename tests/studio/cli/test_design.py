import json

import pytest
import soundfile

from personas import Store, load
from personas.design import design
from tts.pack import VoicePack


def test_candidates_are_shown(run):
    result = run("personas", "design", "a hoarse old pirate with a zorbly voice")
    assert all(f"elder-male-pirate-{n}" in result.stdout for n in (1, 2, 3, 4))
    assert "not understood: zorbly" in result.stderr
    assert "conflict:" in run("personas", "design", "an old little boy").stderr


def test_json_tells_what_was_understood(run, tiny_pack):
    result = run("personas", "design", "声音沙哑的老爷爷", "-n", 2, "--json", "--pack", tiny_pack)
    data = json.loads(result.stdout)
    assert data["understood"]["gender"] == "male"
    assert data["understood"]["traits"]["roughness"] > 0.4
    assert len(data["candidates"]) == 2
    assert data["candidates"][0]["pack"] == VoicePack.from_pretrained(tiny_pack).hash
    assert set(data["candidates"][0]["audition"]) == {"en", "zh"}


def test_files_and_auditions_are_written_and_can_be_saved(run, refused, store, tmp_path, tiny_pack):
    arguments = ("personas", "design", "a little girl", "-n", 2, "-o", "out", "--pack", tiny_pack)
    data = json.loads(run(*arguments, "--json").stdout)
    made = design("a little girl", 2, pack=VoicePack.from_pretrained(tiny_pack).hash)
    for candidate, file, audition in zip(made.candidates, data["files"], data["auditions"], strict=True):
        assert load(file) == candidate.persona
        assert soundfile.info(audition).duration > 0.3
    assert "exists; choose another folder" in refused(*arguments)
    run(*arguments, "--replace", "--no-audio")
    run("personas", "save", data["files"][1], "--id", "mia")
    assert Store(store).get("mia").identity == made.candidates[1].persona.identity


def test_a_candidate_is_locked_at_once(run, refused, store):
    run(
        "personas",
        "design",
        "a hoarse old pirate",
        "--seed",
        3,
        "--keep",
        2,
        "--id",
        "old-salt",
        "--name",
        "Salt",
    )
    kept = Store(store).get("old-salt")
    assert kept.identity == design("a hoarse old pirate", seed=3).candidates[1].persona.identity
    assert kept.names["en"] == "Salt"
    again = ("personas", "design", "a hoarse old pirate", "--keep", 1, "--id", "old-salt")
    assert "there is a persona 'old-salt'" in refused(*again)
    assert Store(store).get("old-salt") == kept


def test_candidates_are_drawn_among_the_presets(run, tmp_path):
    run("personas", "design", "a witch", "--plot", tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("",), "the description is empty"),
        (("x" * 2001,), "2001 characters"),
        (("a man", "-n", "0"), "n must lie within 1–16"),
        (("a man", "--seed", "-1"), "seed must be 0 or more"),
        (("a man", "--keep", "2"), "--keep needs the --id"),
        (("a man", "--keep", "9", "--id", "x"), "candidates 1–4, not 9"),
        (("a man", "--keep", "1", "--id", "villain"), "id of a shipped persona"),
        (("a man", "--plot", "x.jpg"), "ending must be png"),
        (("a man", "--pack", "nowhere"), "no voice pack at nowhere"),
    ],
)
def test_bad_input_is_refused(refused, arguments, says):
    assert says in refused("personas", "design", *arguments)
