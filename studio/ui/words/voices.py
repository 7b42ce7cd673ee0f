"""Wordings of the Voices page."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "voices": ("Voices", "声音"),
    # Describe
    "voices.describe": ("Describe a voice", "描述一种声音"),
    "voices.describe.example": (
        "Describe a voice: age, character, sound…",
        "描述一种声音：年龄、性格、音色……",
    ),
    "voices.describe.empty": (
        "Describe a voice first, for example “a hoarse old pirate”.",
        "请先描述一种声音，例如“声音沙哑的老爷爷”。",
    ),
    "voices.design": ("Design", "设计"),
    "voices.again": ("Draw again", "再来一组"),
    "voices.example.1": ("a hoarse old pirate", "声音沙哑的老海盗"),
    "voices.example.2": ("a gentle young teacher, a little breathy", "温柔的年轻女老师，带点气声"),
    "voices.example.3": ("a big slow giant with a deep voice", "身材高大、声音低沉缓慢的巨人"),
    "voices.example.4": ("a cheeky seven-year-old girl", "调皮的七岁小女孩"),
    "voices.lock": ("Lock: it stays when you draw again", "锁定：再来一组时保留"),
    "voices.unlock": ("Unlock", "解除锁定"),
    "voices.shape": ("Shape", "调整"),
    # The bench
    "voices.bench.none": (
        "Choose a voice to shape: a candidate, a dot on the map, or one of your own.",
        "选择要调整的声音：上面的候选、地图上的圆点，或自己的声音。",
    ),
    "voices.bench.first": (
        "Describe a voice above: you hear four that fit. Or click a dot on the map to shape that voice.",
        "在上面描述一种声音，即可试听四个候选；也可以点击地图上的圆点，调整那个声音。",
    ),
    "voices.before": ("Before", "调整前"),
    "voices.after": ("Now", "现在"),
    "voices.text": ("Hear it on", "试听文本"),
    "voices.direct": ("Direct the voice", "导演声音"),
    "voices.direct.example": (
        "older, a bit deeper, more like Grandmother…",
        "老一点、低沉一点、更像老奶奶……",
    ),
    "voices.hertz": ("{value:.0f} Hz", "{value:.0f} Hz"),
    "voices.moved": ("{value:.1f} steps from before", "距调整前 {value:.1f} 步"),
    "voices.like": ("most like {name} ({value:.1f} steps)", "最像{name}（{value:.1f} 步）"),
    "voices.move.age": ("Younger · older", "年轻 · 年老"),
    "voices.move.gender": ("Masculine · feminine", "男性化 · 女性化"),
    "voices.move.size": ("Smaller · bigger", "瘦小 · 高大"),
    "voices.move.pitch": ("Lower · higher", "低 · 高"),
    "voices.move.brightness": ("Darker · brighter", "暗 · 亮"),
    "voices.move.breath": ("Clear · breathy", "清晰 · 气声"),
    "voices.move.roughness": ("Smooth · rough", "圆润 · 沙哑"),
    "voices.move.liveliness": ("Flat · lively", "平淡 · 生动"),
    "voices.move.rate": ("Slower · faster", "慢 · 快"),
    "voices.profile": ("What the voice is like", "声音特点"),
    "voices.pitch": ("pitch", "音高"),
    "voices.size": ("size", "体型"),
    "voices.tract": ("size", "体型"),
    "voices.brightness": ("brightness", "明亮"),
    "voices.breath": ("breath", "气声"),
    "voices.roughness": ("roughness", "沙哑"),
    "voices.liveliness": ("liveliness", "生动"),
    "voices.rate": ("pace", "语速"),
    # Keep
    "voices.save": ("Save", "保存"),
    "voices.save.now": ("Save among my voices", "保存到我的声音"),
    "voices.saved": ("{name} is saved; it can speak in every scene.", "{name} 已保存，可在任何场景中使用。"),
    "voices.mine": ("My {name}", "我的{name}"),
    "voices.name": ("Name", "英文名"),
    "voices.name.zh": ("Chinese name", "中文名"),
    "voices.name.empty": ("Give the voice a name.", "请给声音取个名字。"),
    "voices.replace": ("Replace the one of this name", "替换同名声音"),
    "voices.blend": ("Blend", "混合"),
    "voices.blend.with": ("With", "与谁混合"),
    "voices.blend.share": ("How much of it", "所占比例"),
    # The map and the library
    "voices.map": ("Map", "地图"),
    "voices.map.help": (
        "Near = alike. Click a dot to shape that voice.",
        "越近越像。点击圆点即可调整该声音。",
    ),
    "voices.own": ("Your voices", "我的声音"),
    "voices.own.none": (
        "None yet. Shape a voice and save it, or import a file.",
        "还没有。调整一个声音并保存，或导入文件。",
    ),
    "voices.import": ("Import .persona.yaml files", "导入 .persona.yaml 文件"),
    "voices.export": ("Export", "导出"),
    "voices.forget": ("Remove {name} for good", "永久删除 {name}"),
}
"""Key → (English, Chinese)."""
