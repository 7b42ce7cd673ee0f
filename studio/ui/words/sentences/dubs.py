"""What is said of subtitles and of a dub."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "read as {encoding}, which is likely; name the encoding if not so": (
        "按可能的编码 {encoding} 读取；如果不对，请另存为 UTF-8"
    ),
    "{number} of {total} lines with special letters are {encoding}, first line {first}; the rest UTF-8": (
        "{total} 行特殊字符中有 {number} 行是 {encoding} 编码（从第 {first} 行起），其余为 UTF-8"
    ),
    "left out: {number} subtitles in the style {styles}": "略去样式为 {styles} 的 {number} 条字幕",
    "left out: {what}": "略去：{what:each}",
    "line {number}: {name} is spoken, being no speaker that is known; name it in the cast if it is one": (
        "第 {number} 行：{name:quoted}不是已知的说话人，因此会被读出来"
    ),
    "the cue has no length: it lasts as long as it takes": "这句没有结束时间：读多长就占多长",
    "{who} has cues {number_1} and {number_2} at the same time{rest}": (
        "{who} 的第 {number_1} 句和第 {number_2} 句时间重叠{rest:told}"
    ),
    "directed by its words: {what}": "由台词本身决定语气：{what}",
    "its words direct parts of it, which this engine cannot speak apart": (
        "台词只对其中一部分有语气提示，这个引擎无法分开朗读"
    ),
    "{name} was asked beyond what the voice can do": "“{name:told}”的要求超出了声音的能力",
    "it cannot be spoken": "无法朗读",
    "{who} speaks in fewer than {number} cues: pitch and loudness stay usual": (
        "{who} 的台词少于 {number} 句：音高和响度保持平常"
    ),
    "nobody can be heard in the original of cues {cues}": "原声中听不到这些句子：{cues}",
    "there is nothing to speak in the file; it has signs, sounds or songs alone": (
        "文件里没有可朗读的台词，只有标识、音效或歌词"
    ),
    "there is no subtitle in the file; is it {format}?": "文件里没有字幕；它真的是 {format} 格式吗？",
    "the file is no text: it holds zero bytes; give a subtitle file such as .srt": (
        "这不是文本文件：含有零字节；请上传 .srt 之类的字幕文件"
    ),
    "line {number} is in no encoding that can be told; save the file as UTF-8, or name it": (
        "第 {number} 行的编码无法识别；请将文件另存为 UTF-8"
    ),
    "line {number}: it ends at {end} s, before it begins at {start} s; mend its times": (
        "第 {number} 行：结束时间（{end} 秒）早于开始时间（{start} 秒）；请修正"
    ),
    "line {number}: {text} is no line of times such as {example}": (
        "第 {number} 行：{text:quoted}不是时间行，例如 {example}"
    ),
    "line {number}: {text} stands before the first line of times": (
        "第 {number} 行：{text:quoted}出现在第一个时间行之前"
    ),
    "line {number}: cue {cue} begins after the end of the film ({seconds} s)": (
        "第 {number} 行：第 {cue} 句在影片结束（{seconds} 秒）之后才开始"
    ),
    "cue {number} needs a word to say": "第 {number} 句需要至少一个可朗读的词",
    "there is no such dub; it may have been deleted": "没有这个配音项目，可能已被删除",
    "{name} is damaged; delete the dub and upload its subtitles again": (
        "{name} 已损坏；请删除此配音项目并重新上传字幕"
    ),
    "{file} has no sound to take the performance from; leave it out": "{file} 没有可参照的声音；请不要使用它",
}
"""English → Chinese."""
