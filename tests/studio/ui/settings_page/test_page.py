import pytest

from studio.api.keys import AccessError, KeyRing
from studio.store import Store
from tests.studio.ui.conftest import press, shown
from tts.index import pack_hash


@pytest.fixture(autouse=True)
def at_the_machine(monkeypatch):
    """A test session has no connection that could tell."""
    monkeypatch.setattr("studio.ui.settings_page.page.may_make_keys", lambda: True)


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


def test_who_comes_from_elsewhere_makes_no_keys(opened, folder, monkeypatch):
    KeyRing(Store.open(folder)).new("player", ["speech"])
    assert "player" in shown(opened(page="settings_page").markdown)
    monkeypatch.setattr("studio.ui.settings_page.page.may_make_keys", lambda: False)
    for language, says in (("en", "at the machine itself"), ("zh", "只能在运行本程序的机器上")):
        at = opened(language, "settings_page")
        assert says in shown(at.info)
        assert "player" not in shown(at.markdown)
        assert not [
            each for each in at.button if each.key == "settings.make" or each.key.startswith("revoke")
        ]
