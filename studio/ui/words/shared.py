"""Wordings that all pages share."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "language": ("Interface language", "界面语言"),
    # People
    "persona": ("Persona", "角色"),
    "persona.one": ("{name} · {gender}, {age}", "{name} · {gender}，{age} 岁"),
    "persona.own": (" · yours", " · 自建"),
    "persona.gone": ("{id} (removed)", "{id}（已删除）"),
    "persona.fault": ("A persona file cannot be read: {what}", "角色文件无法读取：{what}"),
    "female": ("female", "女"),
    "male": ("male", "男"),
    "neutral": ("neutral", "中性"),
    # Work
    "speaking": ("Speaking…", "正在朗读…"),
    "loading": ("Loading the voice, once…", "正在加载声音模型（只需一次）…"),
    "stop": ("Stop", "停止"),
    "error.pack": (
        "The voice cannot be loaded, so nothing can be spoken: {what}",
        "声音模型无法加载，暂时不能朗读：{what}",
    ),
    "engine.server": (
        "{name} speaks: each persona in the nearest of its voices. It holds no exact lengths, bends no "
        "melodies and tells no times of words.",
        "由 {name} 朗读：每个角色使用其中最接近的声音。它不能保证准确时长、不能弯曲语调，也不提供单词时间。",
    ),
    # What was understood
    "understood": ("Understood", "已理解"),
    "not understood": ("Not understood: {parts}", "未能理解：{parts}"),
    "limited": ("At its limit: {parts}", "已达上限：{parts}"),
    "skipped": ("Cannot be spoken and was left out: {parts}", "无法朗读，已跳过：{parts}"),
    "untold": ("{what}", "原文提示：{what}"),
    # Actions
    "apply": ("Apply", "应用"),
    "cancel": ("Cancel", "取消"),
    "undo": ("Undo", "撤销"),
    "redo": ("Redo", "重做"),
    "remove": ("Remove", "删除"),
    "download": ("Download", "下载"),
    "details": ("Details", "详情"),
}
"""Key → (English, Chinese)."""
