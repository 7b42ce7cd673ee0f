from personas import persona
from personas.sculpt import Moves
from studio.ui.voices.bench import SLIDERS, Bench, Shape
from studio.ui.voices.offers import Offers


def test_a_voice_at_rest_is_the_very_same_and_changes_can_be_undone():
    bench = Bench.of(persona("witch"))
    assert bench.voice == persona("witch")
    assert not bench.changed
    moved = bench.to(Shape(bench.shape.base, Moves(pitch=4)))
    assert moved.changed
    assert moved.voice.identity.pitch > bench.voice.identity.pitch
    assert moved.to(moved.shape) is moved
    assert moved.back().voice == bench.voice
    assert bench.back() is bench


def test_every_slider_stays_within_what_a_voice_can_be_moved():
    for name, (most, _) in SLIDERS.items():
        assert (
            Bench.of(persona("witch")).to(Shape(persona("witch"), Moves(**{name: most}))).voice.id == "witch"
        )


def test_another_description_begins_anew():
    first = Offers().drawn("a robot")
    second = first.drawn("a robot")
    assert (first.draw, second.draw) == (0, 1)
    assert {each.persona.identity for each in first.all}.isdisjoint(
        each.persona.identity for each in second.all
    )
    kept = second.locking(second.all[0].key).drawn("a witch")
    assert kept.draw == 0
    assert kept.all[0].persona == second.all[0].persona
    assert kept.all[1].persona.tags[0] == "witch"
    assert len({each.key for each in kept.all}) == 4
