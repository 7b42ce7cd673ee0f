"""The 18 emotions and the delivery each stands for at intensity 1 (natural); 2 is maximal.

Directions and sizes follow the synthesis literature: Burkhardt & Sendlmeier 2000 (joy, fear), Murray &
Arnott 1993 (anger), Cahn 1990 (sadness, surprise), Mozziconacci 1998 (durations, ends), Schröder 2006
(continuous rules on activation, evaluation and power), and the Kismet settings (Breazeal 2001). They are
halved where the source describes full-blown emotion, since intensity 2 doubles them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tts.style.delivery import Delivery


@dataclass(frozen=True)
class Emotion:
    """One emotion: id, names in both languages, and its delivery at intensity 1."""

    id: str
    english: str
    chinese: str
    delivery: Delivery


EMOTIONS: dict[str, Emotion] = {
    emotion.id: emotion
    for emotion in (
        Emotion("neutral", "neutral", "中立", Delivery()),
        Emotion("calm", "calm", "平静", Delivery(-0.8, -0.35, -0.14, -1.5, -1.5, 0.12, pauses=0.3, final=-0.5)),
        Emotion("happy", "happy", "快乐", Delivery(3.0, 0.45, 0.12, 1.5, 1.5, 0.0, final=1.0, pauses=-0.2)),
        Emotion("excited", "excited", "激动", Delivery(4.2, 0.65, 0.24, 3.0, 2.6, 0.05, 0.05, pauses=-0.5, final=1.5)),
        Emotion("amused", "amused", "逗乐", Delivery(2.2, 0.5, 0.04, 0.5, 0.5, 0.18, 0.0, 0.15, final=1.4)),
        Emotion("tender", "tender", "温柔", Delivery(0.8, -0.2, -0.2, -3.0, -2.6, 0.35, pauses=0.3, final=0.4)),
        Emotion("proud", "proud", "自豪", Delivery(-0.6, 0.35, -0.1, 2.2, 1.4, 0.0, 0.08, pauses=0.3, final=-1.2)),
        Emotion("surprised", "surprised", "惊喜", Delivery(4.0, 0.75, 0.06, 2.0, 1.0, 0.12, final=4.0)),
        Emotion("sad", "sad", "悲伤", Delivery(-1.6, -0.55, -0.27, -3.0, -3.0, 0.3, 0.05, 0.2, 0.6, -1.2)),
        Emotion("disappointed", "disappointed", "失望", Delivery(-1.8, -0.3, -0.15, -2.0, -1.8, 0.2, 0.12, 0.0, 0.4, -2.0)),
        Emotion("ashamed", "ashamed", "羞愧", Delivery(-1.0, -0.6, -0.18, -4.0, -3.2, 0.38, 0.0, 0.12, 0.7, -0.5)),
        Emotion("bored", "bored", "无聊", Delivery(-2.2, -0.85, -0.32, -1.5, -1.2, 0.06, 0.2, 0.0, 0.5, -0.6)),
        Emotion("afraid", "afraid", "恐惧", Delivery(4.6, 0.12, 0.22, -0.5, -0.6, 0.32, 0.0, 0.5, 0.2, 1.0)),
        Emotion("anxious", "anxious", "焦虑", Delivery(2.2, 0.05, 0.2, -0.5, 0.4, 0.18, 0.1, 0.3, 0.3, 1.2)),
        Emotion("angry", "angry", "愤怒", Delivery(1.4, 0.6, 0.16, 4.0, 4.2, 0.0, 0.4, 0.0, -0.3, -2.4)),
        Emotion("hateful", "hateful", "仇恨", Delivery(-1.6, 0.25, -0.12, 2.0, 3.2, 0.08, 0.5, 0.0, 0.2, -2.2)),
        Emotion("contemptuous", "contemptuous", "轻蔑", Delivery(-1.0, 0.35, -0.22, 0.5, 1.6, 0.05, 0.22, 0.0, 0.2, -3.0)),
        Emotion("disgusted", "disgusted", "厌恶", Delivery(-2.4, 0.3, -0.26, 0.5, 0.8, 0.14, 0.32, 0.0, 0.3, -2.6)),
    )
}  # fmt: skip

EMOTION_IDS: tuple[str, ...] = tuple(EMOTIONS)


def blend(weights: Mapping[str, float], intensity: float) -> Delivery:
    """The delivery of an emotion mixture.

    weights: emotion id → share (0–1; normalised to sum 1). intensity: 0 neutral, 1 natural, 2 maximal.
    Raises KeyError for an id outside `EMOTIONS`.
    """
    total = sum(weights.values())
    result = Delivery()
    if total <= 0:
        return result
    for name, weight in weights.items():
        result = result + EMOTIONS[name].delivery * (weight / total * intensity)
    return result
