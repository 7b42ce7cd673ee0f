"""Wordings of the Settings page."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "settings": ("Settings", "设置"),
    "settings.voice": ("What speaks", "语音引擎"),
    "settings.engine": ("Engine", "引擎"),
    "settings.native": ("Dramatis, on this machine", "Dramatis（本机运行）"),
    "settings.server": ("A server of OpenAI's protocol", "OpenAI 协议的服务器"),
    "settings.model": ("Model", "模型"),
    "settings.address": ("Address", "地址"),
    "settings.voices": ("Voices", "声音"),
    "settings.nearest": ("the nearest to each persona", "与每个角色最接近的声音"),
    "settings.key": ("Its key", "访问密钥"),
    "settings.key.file": ("from a file", "来自文件"),
    "settings.key.variable": ("from OPENAI_API_KEY", "来自 OPENAI_API_KEY"),
    "settings.key.none": ("none", "无"),
    "settings.pack": ("Voice pack", "声音包"),
    "settings.hash": ("Hash", "校验值"),
    "settings.size": ("Size", "大小"),
    "settings.folders": ("Folders", "文件夹"),
    "settings.scenes": ("Scenes, {days} days after their last change", "场景（最后修改后保留 {days} 天）"),
    "settings.personas": ("Your personas", "自建角色"),
    "settings.books": ("Books", "有声书"),
    "settings.dubs": ("Dubs", "配音"),
    "settings.store": ("Jobs and keys", "任务与密钥"),
    "settings.keys": ("API keys", "API 密钥"),
    "settings.keys.help": (
        "For programs that use this machine's server (dramatis serve). A key is shown once, when it is made.",
        "供程序访问本机服务（dramatis serve）。密钥仅在创建时显示一次。",
    ),
    "settings.keys.here": (
        "Keys are shown and made at the machine itself: open the studio there as localhost, use "
        "`dramatis keys`, or start it with `dramatis studio --keys`.",
        "密钥只能在运行本程序的机器上查看和创建：请在那台机器上通过 localhost 打开，或使用 `dramatis keys`，"
        "或以 `dramatis studio --keys` 启动。",
    ),
    "settings.made": (
        "Copy the key now: it is not shown again.",
        "请立即复制密钥，之后不再显示。",
    ),
    "settings.name": ("Name of the key", "密钥名称"),
    "settings.scopes": ("What it may do", "权限"),
    "settings.scope.speech": ("speech", "朗读"),
    "settings.scope.voices": ("voices", "声音"),
    "settings.scope.jobs": ("jobs", "任务"),
    "settings.scope.metrics": ("metrics", "指标"),
    "settings.make": ("New key", "新建密钥"),
    "settings.revoke": ("Revoke", "吊销"),
    "settings.revoke.sure": (
        "Programs that use this key are refused at once.",
        "使用此密钥的程序将立即无法访问。",
    ),
    "settings.look": ("Language and theme", "语言与主题"),
    "settings.look.help": (
        "Choose the language above; it stays in the address. Light or dark is in the menu at the top right; "
        "that stays with your browser.",
        "语言在页面上方切换，保存在地址中；明暗主题在右上角菜单中选择，由浏览器记住。",
    ),
    "settings.versions": ("Versions", "版本"),
}
"""Key → (English, Chinese)."""
