"""Errors that somebody meets in normal use; rarer ones stay in English."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # Lines and directions
    "the line is empty; write at least one word": "台词是空的；请至少写一个词",
    "the script is empty; write at least one line": "剧本是空的；请至少写一句",
    "the script has {number} lines; a scene holds {limit}": "剧本有 {number} 句；一个场景最多 {limit} 句",
    "the caption has {number} characters; use at most {limit}": "提示有 {number} 个字符；最多 {limit} 个",
    "the direction has {number} characters; use at most {limit}": "提示有 {number} 个字符；最多 {limit} 个",
    "the description has {number} characters; use at most {limit}": "描述有 {number} 个字符；最多 {limit} 个",
    'the direction is empty; say what to change, such as "more emotional" or "slower"': (
        "提示是空的；请说明要改什么，例如“再激动一点”或“慢一点”"
    ),
    'the description is empty; describe a voice, such as "a hoarse old pirate"': (
        "描述是空的；请描述一种声音，例如“声音沙哑的老爷爷”"
    ),
    "there is nothing to speak: the text is empty": "没有可朗读的内容：文本是空的",
    "there is nothing to speak: the text has no word{why}": "没有可朗读的单词{why:told}",
    "the persona {id} is no longer there; choose another for this line": (
        "角色{id:quoted}已不存在；请为这句台词另选一个"
    ),
    "nothing of {text} is understood as a way to speak; {hint}": (
        "未能理解{text:quoted}是怎样的语气；可以写 [小声]、[高兴] 或 [停顿 300 毫秒]"
    ),
    "nothing in {text} says how to change a voice; try {hint}": (
        "{text:quoted}没有说明声音要怎么改；可以说“更年轻”“更低沉”“更像老奶奶”"
    ),
    "{mark} is never closed; put [/] where it ends": "{mark} 没有结束；请在结束处写 [/]",
    "{mark} closes nothing; the last span is closed with [/]": "{mark} 前面没有对应的开始",
    "nothing to speak inside {mark}; put words into it or drop it": "{mark} 里没有台词；请写上台词或删去",
    # Personas
    "unknown persona {id};{hint} valid: {names}": "没有角色{id:quoted}{hint:told}",
    "there is no persona file {path}; check the path": "没有角色文件 {path}",
    "{id} is the id of a shipped persona; choose another id": "{id:quoted}是自带角色的名字；请换一个英文名",
    "there is a persona {id} in {folder}; choose another id, or ask to replace it": (
        "已有名为{id:quoted}的声音；请换一个英文名，或选择替换"
    ),
    "two of these files hold a persona of the same id; import one of them": (
        "其中两个文件是同一个角色；请只导入一个"
    ),
    # Packs and engines
    "no voice pack at {path}; give a folder with a {name} or a hub id such as owner/name": (
        "{path} 处没有声音包；请指定包含 {name} 的文件夹"
    ),
    "{path} is missing; the folder is not a complete voice pack": "缺少 {path}；这个文件夹不是完整的声音包",
    "{path} is damaged ({why}); fetch the pack again": "{path} 已损坏；请重新获取声音包",
    # Uploads
    "the file is empty": "文件是空的",
    "this is no file that is understood here; use {endings}": "不支持这种文件；请使用 {endings}",
    "the file is {kind} inside; its name must end in one of {endings}": (
        "文件内容是 {kind}；文件名应以 {endings} 结尾"
    ),
    "the archive is damaged or encrypted; make it again": "压缩包已损坏或加密；请重新制作",
    "the archive would unpack to {size} MiB in {number} files": (
        "压缩包解开后有 {number} 个文件、{size} MiB，已拒绝"
    ),
    # Books
    "there is no such book; it may have been deleted": "没有这本书，可能已被删除",
    "there is no text in it; a book of pictures needs text recognition first": (
        "书里没有文字；图片书需要先做文字识别"
    ),
    "it is empty": "文件是空的",
    "it ends in {ending} but is none; get the file again": "扩展名是 {ending}，内容却不是；请重新获取文件",
    "it ends in {ending} but holds {kind}; name it .{other}": (
        "扩展名是 {ending}，内容却是 {kind}；请改名为 .{other}"
    ),
    "the zip archive is broken; get the file again": "压缩包已损坏；请重新获取文件",
    "the zip archive is broken ({why}); get the file again": "压缩包已损坏；请重新获取文件",
    "it is locked by a password; remove the password first": "文件有密码；请先去掉密码",
    "it is locked by a password; give a copy without one": "文件有密码；请提供没有密码的副本",
    "it is locked by {whose} DRM; give a copy without DRM": "文件受 {whose} DRM 保护；请提供没有 DRM 的副本",
    "parts of it are encrypted (DRM); give a copy without DRM": "部分内容已加密（DRM）；请提供无 DRM 的副本",
    "it is not UTF-8; save it as UTF-8, or install what guesses other encodings: {how}": (
        "不是 UTF-8 编码；请另存为 UTF-8"
    ),
    "its encoding is not known; save it as UTF-8": "无法识别编码；请另存为 UTF-8",
    "it holds bytes that no text has; give a text, or the book in another format": (
        "内容不是文本；请上传文本或其他格式的书"
    ),
    "no chapter would be left to read; include one of them": "至少要保留一章",
    "the take of {place} is locked; free it with {how}": "{place} 的录音已锁定；请先解除锁定",
    "the text of {place} is empty; remove the line from script.txt instead": "{place} 的文字不能为空",
    "script.txt has changed meanwhile; look at {place} again": "剧本在此期间有改动；请重新查看 {place}",
    "{place} has nothing to speak": "{place} 没有可朗读的内容",
    "{place} belongs to the credits; edit them in project.yaml": "{place} 属于片头片尾，不能在这里修改",
    "a direction has no {mark}, which parts it from others; give it in words": (
        "提示中不能使用{mark:quoted}；请用文字表达"
    ),
    "what was undone is not kept in a script; say the direction again": "撤销的内容没有保留；请重新给出提示",
    "{number} lines have no take yet, the first is {place}; render the book first, or allow missing lines": (
        "还有 {number} 句未录制（第一句是 {place}）；请先录制，或允许缺句"
    ),
    # Jobs
    "the job is {state} already": "任务已经结束",
    "the job is {state}; hand it in again": "任务不能继续；请重新提交",
    "there is no such job, or its time is over": "没有这个任务，或已过期",
    "the worker died {number} times over it without getting any further": (
        "工作进程因这个任务中断了 {number} 次，没有进展"
    ),
    "the worker process ended (exit code {number})": "工作进程意外结束（退出码 {number}）",
    # Keys
    "give the key a name of 1 to 80 printable characters": "请给密钥一个 1 到 80 个字符的名称",
    # Where: what
    "line {number}: {what}": "第 {number} 行：{what:told}",
    "the cast's persona of {name}: {what}": "{name:quoted}的角色：{what:told}",
}
"""English → Chinese; the last are the most general."""
