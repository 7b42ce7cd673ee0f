"""What is said of a book: how it was read, cast, rendered and mastered."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # Chapters
    "{label}, by {why}": "{label:told}（依据：{why:told}）",
    "the file does not tell its language; by its writing it was taken for {language}": (
        "文件没有标明语言；按文字判断为{language:told}"
    ),
    "who speaks cannot be told in {language}: the narrator says everything; edit script.txt": (
        "无法判断 {language} 文本中谁在说话，全部由旁白朗读；可编辑 script.txt"
    ),
    "chapter {number} takes about {minutes} minutes; it will be parted into files": (
        "第 {number} 章约 {minutes} 分钟，将分成几个文件"
    ),
    "of {number} lines of speech {unsure} have an uncertain speaker: look at the numbers below {limit} in "
    "the braces of script.txt": (
        "{number} 句对白中有 {unsure} 句的说话人不确定：请查看 script.txt 花括号中小于 {limit} 的数字"
    ),
    "{number} image{s} left out, {described} of them with a description": (
        "略去 {number} 张图片，其中 {described} 张有说明文字"
    ),
    "image not read: {text}": "未朗读的图片：{text}",
    "{number} character{s} left out that shows nothing, such as a soft hyphen": (
        "略去 {number} 个不可见字符（如软连字符）"
    ),
    "{number} footnote{s} left out": "略去 {number} 条脚注",
    "{number} footnote{s} left out to which nothing refers": "略去 {number} 条无引用的脚注",
    "{number} listing{s} of code left out": "略去 {number} 段代码",
    "{number} paragraph{s} of code left out": "略去 {number} 段代码",
    "{number} table{s} read row by row": "{number} 个表格逐行朗读",
    "{number} line{s} of a table of contents left out": "略去 {number} 行目录",
    "{number} pair{s} of underscores left out that mark italics": "略去 {number} 对表示斜体的下划线",
    "{number} line{s} left out at the edge of a page: running heads, page numbers": (
        "略去 {number} 行页眉、页脚和页码"
    ),
    "{number} word{s} joined that a line end parted": "合并 {number} 个被换行拆开的单词",
    "the text was read as {encoding}": "文本按 {encoding} 编码读取",
    "lines of about {number} characters were joined to paragraphs": (
        "每行约 {number} 个字符的文字已合并成段落"
    ),
    "it has no table of contents; chapters begin at headings": "书中没有目录，按标题划分章节",
    "paragraphs of a PDF are guessed from its lines; look through script.txt": (
        "PDF 的段落是按行推测的，请通读检查"
    ),
    "{number} pages hold no text; if they are scanned, they need text recognition first": (
        "{number} 页没有文字；如果是扫描页，需要先做文字识别"
    ),
    "left out {name}: the spine names it, but it is missing": "略去 {name}：书脊中列出，但文件缺失",
    "{name} is not well-formed; it was read as browsers read it": "{name} 格式不规范，已按浏览器的方式读取",
    "the cover was left out: {why}": "略去封面：{why:told}",
    # Cast
    "{name} speaks in the script and is not in the cast: spoken by {persona}{hint}": (
        "{name:quoted}在剧本中说话，但不在角色表中：由 {persona} 朗读{hint:told}"
    ),
    "{name} is in the cast and says nothing": "{name:quoted}在角色表中，但没有台词",
    # Rendering
    "{place} [{direction}]: {what}": "{place} “{direction}”：{what:told}",
    "{word} cannot be spoken and is left out": "{word:quoted}无法朗读，已略去",
    "what is heard {where} fits the text badly": "{where:told}的声音与文字不太吻合",
    "the audio is empty or holds no numbers": "音频是空的或已损坏",
    "it is silent (at most {number} dBFS)": "几乎没有声音（最高 {number} dBFS）",
    "it is clipped": "音量过载，出现削波",
    "it is too {how}: {number} phones a second": "读得太{how:told}：每秒 {number} 个音素",
    "it is silent for {number} s in the middle": "中间有 {number} 秒没有声音",
    # Mastering
    "{name} is {value} {unit}, allowed is {range}": "{name:told}为 {value} {unit}，允许范围：{range:told}",
    "{title} begins where its chapter would have become longer than stores take": (
        "{title:quoted}从这里另起一个文件，否则整章会超过商店允许的长度"
    ),
    "{title} does not pass: {what}": "{title:quoted}未达标：{what:told}",
}
"""English → Chinese."""
