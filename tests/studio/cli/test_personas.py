import json

import pytest

from personas import Store, load, persona, preset_ids
from personas.distance import THRESHOLD


def saved(run, id="old-salt"):
    run("personas", "save", "pirate-captain", "--id", id, "--name", "Old Salt", "--name-zh", "老盐")


def test_list_shows_presets_and_ones_own(run, store):
    listed = json.loads(run("personas", "list", "--json").stdout)["personas"]
    assert [each["id"] for each in listed] == list(preset_ids())
    assert {"id", "names", "age", "gender", "language", "caption"} <= set(listed[0])
    saved(run)
    listed = json.loads(run("personas", "list", "--json").stdout)["personas"]
    assert listed[-1]["id"] == "old-salt"
    assert listed[-1]["own"] is True
    own = json.loads(run("personas", "list", "--own", "--json").stdout)["personas"]
    assert [each["id"] for each in own] == ["old-salt"]
    assert "old-salt" in run("personas", "list").stdout


def test_a_broken_file_is_told_and_hides_no_other(run, store):
    saved(run)
    (store / "broken.persona.yaml").write_text("id: [")
    result = run("personas", "list", "--own", "--json")
    assert "cannot be read" in result.stderr
    assert "broken.persona.yaml" in result.stderr
    assert len(json.loads(result.stdout)["personas"]) == 1


def test_list_draws_the_map(run, tmp_path, refused):
    run("personas", "list", "--plot", tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert "ending must be png" in refused("personas", "list", "--plot", "map.jpg")


def test_list_writes_the_table_of_distances(run, tmp_path):
    run("personas", "list", "--distances", "d.csv")
    rows = [line.split(",") for line in (tmp_path / "d.csv").read_text().splitlines()]
    assert rows[0][1:] == [row[0] for row in rows[1:]] == list(preset_ids())
    table = [[float(value) for value in row[1:]] for row in rows[1:]]
    apart = [table[i][j] for i in range(len(table)) for j in range(i)]
    assert min(apart) >= THRESHOLD
    assert all(table[i][i] == 0 for i in range(len(table)))


def test_show_prints_a_file_that_can_be_loaded(run, tmp_path, refused):
    file = tmp_path / "copy.yaml"
    file.write_text(run("personas", "show", "老年太后").stdout, encoding="utf-8")
    assert load(file) == persona("empress-dowager")
    assert json.loads(run("personas", "show", file, "--json").stdout)["id"] == "empress-dowager"
    assert "did you mean 'villain'" in refused("personas", "show", "vilain")


def test_save_locks_under_a_name_and_overwrites_only_when_asked(run, refused, store):
    saved(run)
    assert Store(store).get("old-salt").names == {"en": "Old Salt", "zh": "老盐"}
    assert "there is a persona 'old-salt'" in refused("personas", "save", "witch", "--id", "old-salt")
    assert Store(store).get("old-salt").age == 49
    run("personas", "save", "witch", "--id", "old-salt", "--replace")
    assert Store(store).get("old-salt").age == 71
    assert "id of a shipped persona" in refused("personas", "save", "witch")
    assert "lower-case" in refused("personas", "save", "witch", "--id", "../../x")


def test_export_and_import_travel(run, refused, store, tmp_path):
    saved(run)
    assert run("personas", "export", "老盐").stdout.strip() == "old-salt.persona.yaml"
    before = (tmp_path / "old-salt.persona.yaml").read_bytes()
    assert "exists; ask to replace it" in refused("personas", "export", "old-salt")
    assert (tmp_path / "old-salt.persona.yaml").read_bytes() == before
    run("personas", "remove", "old-salt")
    assert Store(store).ids() == ()
    run("personas", "import", "old-salt.persona.yaml")
    assert Store(store).get("old-salt").names["en"] == "Old Salt"
    assert "there is a persona" in refused("personas", "import", "old-salt.persona.yaml")
    run("personas", "import", "old-salt.persona.yaml", "--replace")


def test_import_takes_all_or_none(run, refused, store, tmp_path):
    saved(run, "a")
    saved(run, "b")
    run("personas", "export", "a")
    run("personas", "export", "b")
    run("personas", "remove", "a")
    assert "there is a persona 'b'" in refused("personas", "import", "a.persona.yaml", "b.persona.yaml")
    assert Store(store).ids() == ("b",)
    assert "same id" in refused("personas", "import", "a.persona.yaml", "a.persona.yaml")
    (tmp_path / "bad.yaml").write_text("id: !!python/name:os.system x")
    assert "key 'id': the YAML tag" in refused("personas", "import", "a.persona.yaml", "bad.yaml")
    assert Store(store).ids() == ("b",)


@pytest.mark.parametrize("name", ["old-salt", "老盐", "old-salt.persona.yaml"])
def test_say_speaks_as_ones_own_persona(run, tiny_pack, name, tmp_path):
    saved(run)
    run("personas", "export", "old-salt")
    out = run("say", "Ahoy.", "--persona", name, "--pack", tiny_pack, "-o", tmp_path / "a.wav", "--json")
    assert json.loads(out.stdout)["persona"] == "old-salt"
