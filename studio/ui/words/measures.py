"""Wordings of quantities and of the charts that show them."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "pitch": ("pitch", "音高"),
    "range": ("pitch spread", "音高起伏"),
    "rate": ("rate", "语速"),
    "loudness": ("loudness", "响度"),
    "tilt": ("vocal effort", "用力程度"),
    "breath": ("breath", "气声"),
    "breathiness": ("breathiness", "气声"),
    "roughness": ("roughness", "沙哑"),
    "tremor": ("tremor", "颤抖"),
    "pauses": ("pauses", "停顿"),
    "final": ("final movement", "句尾升降"),
    "whisper": ("whisper", "耳语"),
    "shout": ("shout", "喊叫"),
    "seconds": ("length", "时长"),
    "intensity": ("intensity", "强度"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "unset": ("free", "不限"),
    "word": ("word", "单词"),
    "start": ("start, s", "开始（秒）"),
    "end": ("end, s", "结束（秒）"),
    "seconds.short": ("{value:.1f} s", "{value:.1f} 秒"),
    # The receipt
    "receipt": ("Receipt", "回执"),
    "asked": ("asked", "要求"),
    "measured": ("measured", "实测"),
    "off": ("off by", "偏差"),
    "receipt.about": (
        "Rate, pauses, effort and breath are asked as a change against the persona's neutral speech and "
        "measured as phones a second, share of silence, fall of the spectrum, harmonics over noise.",
        "语速、停顿、用力程度和气声按相对角色平常语气的变化来要求；实测值分别是每秒音素数、静音占比、频谱下降和谐波噪声比。",
    ),
    "receipt.pitch": ("pitch, st", "音高（半音）"),
    "receipt.range": ("spread, st", "起伏（半音）"),
    "receipt.rate": ("rate, %", "语速（%）"),
    "receipt.loudness": ("loudness, dB", "响度（dB）"),
    "receipt.chart": (
        "Against the persona's neutral speech: ring = asked, dot = measured",
        "相对角色的平常语气：圆环 = 要求，圆点 = 实测",
    ),
    "unit.semitones": ("{value} st", "{value} 半音"),
    "unit.hertz": ("{value} Hz", "{value} Hz"),
    "unit.decibel": ("{value} dB", "{value} dB"),
    "unit.percent": ("{value} %", "{value} %"),
    "unit.seconds": ("{value} s", "{value} 秒"),
    "unit.phones": ("{value} /s", "{value} /秒"),
}
"""Key → (English, Chinese)."""
