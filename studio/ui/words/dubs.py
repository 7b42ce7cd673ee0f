"""Wordings of the Dubbing page."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "dubbing": ("Dubbing", "配音"),
    "jobs.kind.dub": ("Dub", "配音"),
    "jobs.kind.dub-render": ("Dub", "配音"),
    # The shelf
    "dubs.subtitles": (
        "Subtitles: SRT, VTT or ASS, or a cue sheet: CSV or JSON",
        "字幕：SRT、VTT、ASS，或台词表：CSV、JSON",
    ),
    "dubs.source": ("The film or its sound, if you like", "影片或其声音（可选）"),
    "dubs.begin": ("Begin", "开始"),
    "dubs.mine": ("Your dubs", "我的配音"),
    "dubs.none": (
        "No dub yet. Upload subtitles and press Begin: every speaker gets a voice, you look the cast over, "
        "and each line is spoken into the time it has.",
        "还没有配音项目。上传字幕并点“开始”：每位说话人会分到一个声音，由您确认后，每句话都会按字幕时间朗读。",
    ),
    "dubs.open": ("Open", "打开"),
    "dubs.shelf": ("All dubs", "全部配音"),
    "dubs.delete": ("Delete", "删除"),
    "dubs.delete.sure": (
        "The dub goes with its film and all its takes, for good.",
        "此配音项目及其影片和全部录音将被永久删除。",
    ),
    "dubs.cues": ("{count} cues", "{count} 句"),
    "dubs.speakers": ("{count} speakers", "{count} 位说话人"),
    # Cast
    "dubs.cast": ("Speakers and their voices", "说话人与声音"),
    "dubs.narrator": ("Nobody named", "未标明"),
    # Start
    "dubs.dub": ("Dub it", "开始配音"),
    "dubs.again": ("Dub it again", "重新配音"),
    "dubs.changed": ("Changed since the last dub.", "上次配音后有改动。"),
    "dubs.close": ("You may close the tab; it goes on.", "可以关闭标签页，配音会继续。"),
    "dubs.options": ("Options", "选项"),
    "dubs.option.auto_direct": (
        "Let the words direct lines without a direction",
        "没有提示的台词由文字决定语气",
    ),
    "dubs.option.perform": (
        "Let the original performance direct: pitch, range, loudness",
        "参照原声表演：音高、起伏、响度",
    ),
    "dubs.option.keep": ("Keep the original as the film's second sound track", "保留原声作为影片的第二音轨"),
    "dubs.option.subtitled": ("Put the subtitles into the film", "将字幕封装进影片"),
    # Timeline
    "dubs.timeline": ("Timeline", "时间线"),
    "dubs.timeline.help": (
        "Pale: the time a line has. Full: its speech; red edge: too long. "
        "Drag to move, turn the wheel to zoom, press a line to work on it.",
        "浅色为可用时间，深色为朗读内容，红框表示超时。拖动可平移，滚轮可缩放，点选台词即可编辑。",
    ),
    # Fit
    "dubs.fit": ("Fit", "吻合情况"),
    "dubs.count": ("{state}: {count}", "{state} {count} 句"),
    "dubs.only": ("Only lines that need a look", "只看需要处理的台词"),
    "dubs.speaker": ("Speaker", "说话人"),
    "dubs.text": ("Text", "台词"),
    "dubs.state": ("Fit", "结果"),
    "dubs.asked": ("Asked", "要求"),
    "dubs.achieved": ("Achieved", "实际"),
    "dubs.factor": ("Factor", "变速"),
    "dubs.borrowed": ("Borrowed", "借用"),
    "dubs.shortest": ("Needs", "至少需要"),
    "dubs.state.fits": ("fits", "吻合"),
    "dubs.state.stretched": ("stretched", "已变速"),
    "dubs.state.borrowed": ("borrowed time", "借用空隙"),
    "dubs.state.too long": ("too long", "超时"),
    "dubs.state.failed": ("failed", "失败"),
    "dubs.state.not spoken": ("not spoken", "不朗读"),
    # One cue
    "dubs.cue": ("Cue", "台词"),
    "dubs.number": ("No.", "序号"),
    "dubs.table": ("{cues} cues of {speakers} on a time line", "时间线：{speakers}，共 {cues} 句"),
    "dubs.back": ("Cue before", "上一句"),
    "dubs.on": ("Next cue", "下一句"),
    "dubs.long": (
        "It does not fit: it needs at least {value:.2f} s. Shorten its words, or give it more time.",
        "时间不够：至少需要 {value:.2f} 秒。请精简台词或延长时间。",
    ),
    "dubs.told": (
        "asked {asked:.2f} s · spoken {spoken:.2f} s · tempo × {factor:.2f}",
        "要求 {asked:.2f} 秒 · 实际 {spoken:.2f} 秒 · 变速 × {factor:.2f}",
    ),
    "dubs.direction": ("Direction", "导演提示"),
    "dubs.direction.example": ("whispered, afraid", "耳语，害怕"),
    "dubs.redo": ("Speak it again", "重新朗读此句"),
}
"""Key → (English, Chinese)."""
