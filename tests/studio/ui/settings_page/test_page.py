import pytest

from studio.api.keys import AccessError, KeyRing
from studio.store import Store
from tests.studio.ui.conftest import press, shown
from tts.index import pack_hash


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("STORE", "BOOKS", "DUBS"):
        monkeypatch.setenv(f"DRAMATIS_{name}", str(tmp_path / name.lower()))
    return tmp_path / "store"


def test_what_is_in_use_is_told(opened, folder, tiny_pack):
    at = opened("zh", "settings_page")
    said = shown(at.markdown).replace("\\", "")
    assert at.title[0].value == "设置"
    assert pack_hash(tiny_pack) in said
    assert str(tiny_pack) in said
    assert str(folder) in said


def test_a_key_is_made_shown_once_and_revoked(opened, folder):
    at = opened(page="settings_page")
    press(at, "settings.make")
    assert "name of 1 to 80" in shown(at.warning)
    at.text_input(key="settings.name").input("player")
    at.multiselect(key="settings.scopes").set_value(["speech"])
    press(at, "settings.make")
    key = at.code[0].value
    store = Store.open(folder)
    try:
        assert KeyRing(store).check(key).scopes == ("speech",)
        at.run()
        assert not at.code
        assert key not in shown(at.markdown)
        press(at, f"revoke-{key.split('-')[1]}")
        with pytest.raises(AccessError):
            KeyRing(store).check(key)
        assert "player" not in shown(at.markdown)
    finally:
        store.close()
