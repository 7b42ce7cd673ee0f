from personas import persona
from studio.demo import SCENE
from tts.style.captions import understand


def test_the_scene_has_two_voices_and_every_caption_is_understood():
    assert 6 <= len(SCENE) <= 8
    assert len({persona(line.persona).id for line in SCENE}) == 2
    for line in SCENE:
        understood = understand(line.caption)
        assert understood.not_understood == ()
        assert understood.conflicts == ()
        assert understood.style.emotions
