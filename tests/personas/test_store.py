from dataclasses import replace
from pathlib import Path

import pytest

from personas import STORE_VARIABLE, Store, find, persona, preset_ids, save
from personas.store import default_folder
from tts.errors import PersonaError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "mine" / "personas")


def mine(id: str = "old-salt"):
    return replace(persona("pirate-captain"), id=id, names={"en": "Old Salt", "zh": "老盐"})


def test_the_folder_is_the_variable_or_the_users_data(monkeypatch, tmp_path: Path):
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "here"))
    assert Store.default().folder == tmp_path / "here"
    monkeypatch.delenv(STORE_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_folder().name == "personas"
    assert default_folder().parent.name == "dramatis"


def test_an_empty_store_holds_nothing_and_makes_nothing(store: Store):
    assert store.ids() == ()
    assert store.read() == ((), ())
    assert not store.folder.exists()
    with pytest.raises(PersonaError, match="it holds none"):
        store.get("old-salt")


def test_what_is_saved_is_kept(store: Store):
    path = store.save(mine())
    assert path == store.folder / "old-salt.persona.yaml"
    assert store.get("old-salt") == mine()
    assert store.read() == ((mine(),), ())


def test_nothing_is_replaced_without_being_asked(store: Store):
    store.save(mine())
    with pytest.raises(PersonaError, match="there is a persona 'old-salt'"):
        store.save(replace(mine(), age=60))
    assert store.get("old-salt").age == mine().age
    store.save(replace(mine(), age=60), replace=True)
    assert store.get("old-salt").age == 60


def test_a_preset_cannot_be_shadowed(store: Store):
    with pytest.raises(PersonaError, match="id of a shipped persona"):
        store.save(persona("villain"))


def test_a_file_under_another_name_is_refused(store: Store):
    store.save(mine())
    (store.folder / "old-salt.persona.yaml").rename(store.folder / "young-salt.persona.yaml")
    with pytest.raises(PersonaError, match="file name and id must agree"):
        store.get("young-salt")


def test_a_broken_file_is_reported_and_hides_no_other(store: Store):
    store.save(mine())
    (store.folder / "broken.persona.yaml").write_text("id: [")
    found, faults = store.read()
    assert [each.id for each in found] == ["old-salt"]
    assert len(faults) == 1
    assert "broken.persona.yaml" in faults[0]
    with pytest.raises(PersonaError, match="not valid YAML"):
        find("broken", store)


def test_no_path_leads_out_of_the_store(store: Store, tmp_path: Path):
    store.save(mine())
    save(mine("secret"), tmp_path / "secret.persona.yaml")
    for name in ("../secret", "../../secret", str(tmp_path / "secret"), "*", ""):
        with pytest.raises(PersonaError):
            store.get(name)


def test_remove(store: Store):
    store.save(mine())
    store.remove("old-salt")
    assert store.ids() == ()
    with pytest.raises(PersonaError, match="no persona 'old-salt'"):
        store.remove("old-salt")


def test_find_looks_into_files_the_store_and_the_presets(store: Store, tmp_path: Path):
    store.save(mine())
    path = save(mine("elsewhere"), tmp_path / "elsewhere.persona.yaml")
    assert find("old-salt", store) == mine()
    assert find("老盐", store) == mine()
    assert find("villain", store) == persona("villain")
    assert find(str(path), store).id == "elsewhere"
    with pytest.raises(PersonaError, match="did you mean 'old-salt'") as error:
        find("old-sal", store)
    assert all(name in str(error.value) for name in preset_ids())
    with pytest.raises(PersonaError, match="no persona file"):
        find("nowhere.yaml", store)
