"""What the pages say, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
"""Interface language → its own name."""

WORDS: Mapping[str, tuple[str, str]] = {
    "language": ("Interface language", "界面语言"),
    # The line
    "scene": ("Scene", "场景"),
    "scene.about": (
        "Write a line, choose who speaks and say how. Each take is kept for comparison.",
        "写一句台词，选择由谁来说，再描述怎么说。每一条录音都会保留，方便比较。",
    ),
    "text": ("Line", "台词"),
    "text.help": (
        "English text, up to {limit} characters. Numbers, dates and abbreviations are read out.",
        "英文台词，最多 {limit} 个字符。数字、日期和缩写会自动读出。",
    ),
    "text.default": (
        "The letter came today. They said yes, and I still can't believe it!",
        "The letter came today. They said yes, and I still can't believe it!",
    ),
    "persona": ("Persona", "角色"),
    "persona.one": ("{name} · {gender}, {age}", "{name} · {gender}，{age} 岁"),
    "female": ("female", "女"),
    "male": ("male", "男"),
    "neutral": ("neutral", "中性"),
    "direction": ("Direction", "导演提示"),
    "direction.help": (
        "How the line should sound, in English or Chinese; it is never spoken. Empty: the persona's own way.",
        "用中文或英文描述语气，提示本身不会被读出来。留空则用角色自己的语气。",
    ),
    "direction.example": (
        "happy with disbelief showing through, a little faster",
        "以高兴中透露惊讶的方式，语速快一点",
    ),
    "direction.default": ("overjoyed, a little faster", "非常高兴，语速快一点"),
    "intensity": ("Intensity", "强度"),
    "intensity.help": (
        "0 neutral · 1 natural · 2 maximal. It follows the direction; drag it to overrule.",
        "0 平淡 · 1 自然 · 2 最强。默认跟随导演提示，拖动即可改变。",
    ),
    "intensity.none": (
        "No emotion to grade: name one in the direction, such as “happy”.",
        "没有可调节的情绪：请在提示中写出一种，例如“高兴”。",
    ),
    "speak": ("Speak", "朗读"),
    "speaking": ("Speaking…", "正在朗读…"),
    "waiting": ("Waiting for the voice: another line is being spoken.", "正在等待：另一句台词正在朗读。"),
    "loading": ("Loading the voice, once…", "正在加载声音模型（只需一次）…"),
    # What was understood
    "understood": ("Understood: {parts}", "已理解：{parts}"),
    "not understood": ("Not understood: {parts}", "未能理解：{parts}"),
    "conflict": ("Conflict: {what}", "提示有冲突：{what}"),
    "skipped": ("Cannot be spoken and was left out: {parts}", "无法朗读，已跳过：{parts}"),
    "limited": ("Asked beyond what the voice can do, limited: {parts}", "超出声音的范围，已限制：{parts}"),
    "note": ("Note: {what}", "说明：{what}"),
    # Takes
    "takes": ("Takes", "录音"),
    "takes.none": (
        "No takes yet. Press **Speak**; change the direction, speak again, and compare.",
        "还没有录音。点击 **朗读**；修改提示后再读一次，就可以比较。",
    ),
    "takes.kept": ("The newest {count} takes are kept.", "只保留最新的 {count} 条录音。"),
    "take": ("Take {number}", "第 {number} 条"),
    "take.direction": ("Direction: {what}", "导演提示：{what}"),
    "take.habit": ("In the persona's own way", "角色自己的语气"),
    "take.facts": (
        "intensity {intensity:.2f} · seed {seed} · spoken in {spent:.1f} s",
        "强度 {intensity:.2f} · 种子 {seed} · 用时 {spent:.1f} 秒",
    ),
    "seconds.short": ("{value:.1f} s", "{value:.1f} 秒"),
    "remove": ("Remove", "删除"),
    "remove all": ("Remove all", "全部删除"),
    "chart.time": ("seconds", "秒"),
    "chart.pitch": ("pitch, Hz", "音高（Hz）"),
    "word": ("word", "单词"),
    "start": ("start, s", "开始（秒）"),
    "end": ("end, s", "结束（秒）"),
    "timings": ("Word timings", "单词时间"),
    # The receipt
    "receipt": ("Receipt", "回执"),
    "asked": ("asked", "要求"),
    "measured": ("measured", "实测"),
    "off": ("off by", "偏差"),
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
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "receipt.about": (
        "Rate, pauses, effort and breath are asked as a change against the persona's neutral speech. "
        "Measured are phones per second, the silent share of the time, the fall of the spectrum and "
        "harmonics over noise.",
        "语速、停顿、用力程度和气声按相对角色平常语气的变化来要求；"
        "实测值分别是每秒音素数、静音占比、频谱下降和谐波噪声比。",
    ),
    "unit.semitones": ("{value} st", "{value} 半音"),
    "unit.hertz": ("{value} Hz", "{value} Hz"),
    "unit.decibel": ("{value} dB", "{value} dB"),
    "unit.percent": ("{value} %", "{value} %"),
    "unit.seconds": ("{value} s", "{value} 秒"),
    "unit.phones": ("{value} /s", "{value} /秒"),
    # Errors
    "error": ("Cannot speak this: {what}", "无法朗读：{what}"),
    "error.empty": (
        "There is nothing to speak. Write at least one word into the line.",
        "没有可朗读的内容，请至少写一个单词。",
    ),
    "error.long": (
        "The line has {count} characters; use at most {limit}. "
        "Long texts are spoken by: dramatis say -f FILE",
        "台词有 {count} 个字符，最多 {limit} 个。长文本请用命令：dramatis say -f 文件",
    ),
}
"""Key → (English, Chinese)."""


@dataclass(frozen=True)
class Words:
    """The wording of one interface language, a key of `LANGUAGES`: call it with a key of `WORDS`."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The wording of a key with its values filled in. Raises KeyError for an unknown key or value."""
        return WORDS[key][list(LANGUAGES).index(self.language)].format(**values)

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(parts)


def plain(text: object) -> str:
    """What somebody wrote, as Markdown that shows it unchanged."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", str(text))


def choose_language() -> Words:
    """The toggle in the sidebar; the address keeps the choice as ?lang=zh."""
    if "language" not in st.session_state:
        wanted = st.query_params.get("lang") or (st.context.locale or "en")[:2]
        st.session_state.language = wanted if wanted in LANGUAGES else "en"
    chosen = st.sidebar.radio(
        WORDS["language"][list(LANGUAGES).index(st.session_state.language)],
        LANGUAGES,
        format_func=LANGUAGES.__getitem__,
        key="language",
        horizontal=True,
    )
    st.query_params["lang"] = chosen
    return Words(chosen)
