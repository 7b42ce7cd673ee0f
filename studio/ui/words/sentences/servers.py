"""What is said where a server speaks in place of our own engine."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # What it cannot do
    "{server} cannot speak parts of a text in another way; leave spans and markup out": (
        "{server} 无法对文字的一部分使用另一种方式；请去掉标记"
    ),
    "{server} cannot keep pauses of an exact length; leave them out": (
        "{server} 无法保证停顿的准确时长；请去掉停顿"
    ),
    "{server} cannot be told how {word} is said in IPA; give it as a respelling, such as 'shiv awn', or "
    "leave it out of the lexicon": (
        "{server} 不识别音标，无法得知{word:quoted}的读法；请改用拼读写法，或从词典中去掉"
    ),
    "{server} cannot bend a melody; take the bends back": "{server} 无法调整语调；请撤销调整",
    "the words direct parts of the text, which a server cannot speak apart: left alone": (
        "台词只对部分文字有所提示，而服务器无法分别处理：未采用"
    ),
    "spoken by {server}: length, level, silences and clipping of its takes are checked, not whether they say "
    "their text; they have no times of words": (
        "由 {server} 朗读：只检查录音的时长、音量、静音和削波，不检查内容是否与文字一致；没有单词时间"
    ),
    "{server} cannot be told the IPA of the lexicon, and says in its own way: {words}; a respelling such as "
    "'shiv awn' would be put into the text": (
        "{server} 不识别词典中的音标，以下词语按它自己的读法：{words}；拼读写法会直接写入文字"
    ),
    # Receipts
    "spoken by {server}: it tells no times of words and phones": "由 {server} 朗读：没有单词和音素的时间",
    "the seed is not passed on: the same request may sound otherwise next time": (
        "种子不会传给服务器：同样的要求，下次听起来可能不同"
    ),
    "the stress on {text} is not passed on": "{text:quoted}的重音没有传给服务器",
    "{word} is sent as {how}": "{word:quoted}以{how:quoted}的写法发送",
    "{persona} is spoken by the voice {voice} of {server}": "{persona} 由 {server} 的声音{voice:quoted}朗读",
    # What goes wrong
    "{server} cannot be reached; is it running, and is its address right?": (
        "无法连接 {server}；请确认它正在运行，且地址正确"
    ),
    "{server} did not answer within {number} s; try again, or allow it more": (
        "{server} 在 {number} 秒内没有回应；请重试"
    ),
    "{server} is too busy for us ({what}); wait, or ask for fewer lines at once": (
        "{server} 太忙（{what}）；请稍候，或减少同时朗读的行数"
    ),
    "{server} refuses the request ({number}): {what}": "{server} 拒绝了请求（{number}）：{what}",
    "{server} failed ({number}): {what}": "{server} 出错（{number}）：{what}",
    "{number} lines in a row have failed, and the rest is left alone: {what}; what was spoken is kept, "
    "render again to go on": (
        "连续 {number} 行失败，其余未再尝试：{what:told}；已朗读的内容已保存，再次生成即可继续"
    ),
    "{host} has no voice {voice} for {id}; valid: {words}": (
        "{host} 没有声音{voice:quoted}（用于 {id}）；可用：{words}"
    ),
}
"""English → Chinese."""
