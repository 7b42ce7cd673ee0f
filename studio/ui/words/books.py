"""Wordings of the Audiobook page."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "books": ("Audiobook", "有声书"),
    # The shelf
    "books.upload": (
        "A book: EPUB, TXT, MD, DOCX, HTML or PDF",
        "上传书籍：EPUB、TXT、MD、DOCX、HTML 或 PDF",
    ),
    "books.mine": ("Your books", "我的书"),
    "books.none": (
        "No book yet. Upload one: its chapters, characters and names are suggested, you look them over, "
        "and the voices read it.",
        "还没有书。上传一本：系统会列出章节、人物和专有名词，由您确认后即可开始朗读。",
    ),
    "books.one": ("{chapters} chapters · {lines} lines", "{chapters} 章 · {lines} 句"),
    "books.open": ("Open", "打开"),
    "books.shelf": ("All books", "全部书籍"),
    "books.delete": ("Delete", "删除"),
    "books.delete.sure": (
        "The book goes with all its takes and files, for good.",
        "这本书及其全部录音和文件将被永久删除。",
    ),
    "books.reading": ("Reading the script…", "正在读取剧本……"),
    # The way
    "books.steps": ("Steps", "步骤"),
    "books.step.chapters": ("Chapters", "章节"),
    "books.step.cast": ("Cast", "角色"),
    "books.step.names": ("Names", "读音"),
    "books.step.render": ("Render", "录制"),
    "books.step.listen": ("Listen", "试听"),
    "books.step.export": ("Export", "导出"),
    "books.next": ("Go on: {step}", "下一步：{step}"),
    # Chapters
    "books.chapters.help": (
        "What is ticked is read. Untick what listeners should not hear.",
        "勾选的章节会被朗读；不想朗读的请取消勾选。",
    ),
    "books.chapters.read": ("Chapters read", "朗读章节"),
    "books.length": ("Length", "时长"),
    "books.about": ("≈ {time}", "约 {time}"),
    "books.words": ("Words", "字数"),
    "books.speech": ("Lines of speech", "对白"),
    "books.unsure": ("Speaker unsure", "说话人待定"),
    "books.unsure.help": (
        "Who says these lines is not certain; look at them while you listen.",
        "这些对白的说话人不确定，试听时请留意。",
    ),
    "books.says": ("speech: {count}", "对白 {count} 句"),
    # Cast
    "books.cast.help": (
        "The voices are suggested from the text. Hear a line, and choose another where one does not suit.",
        "声音是根据文本推荐的。试听一句，不合适的可以另选。",
    ),
    "books.narrator": ("Narrator", "旁白"),
    "books.others": ("Everybody else", "其他人物"),
    "books.lines": ("{count} lines", "{count} 句"),
    "books.audition": ("Hear a line of theirs", "试听一句台词"),
    "books.voice.own": ("{name} · made for this book", "{name} · 本书专用"),
    # Names
    "books.names.none": (
        "There is no name here that is likely to be said wrong.",
        "没有可能读错的专有名词。",
    ),
    "books.names.help": (
        "Hear each name. Where it is wrong, write how it is said: “shiv awn”, or IPA between slashes.",
        "逐个试听。读错时请写出读法：按音拼写（如 shiv awn），或在斜线之间写国际音标。",
    ),
    "books.names.done": ("{done} of {total} reviewed", "已确认 {done} / {total}"),
    "books.times": ("{count} ×", "{count} 次"),
    "books.say": ("How {word} is said", "{word} 的读法"),
    "books.say.example": ("as it is read", "按原读法"),
    "books.hear": ("Hear it", "试听"),
    "books.reviewed": ("good", "正确"),
    # Render
    "books.render.help": (
        "Every line is spoken on this machine, and checked. What is done stays, whatever happens.",
        "每一句都在本机朗读并检查；已完成的部分无论如何都会保留。",
    ),
    "books.there": ("Lines spoken", "已录制"),
    "books.to.speak": ("To speak", "待录制"),
    "books.takes.time": ("Takes", "预计用时"),
    "books.takes.unknown": ("known soon", "稍后可知"),
    "books.takes.moment": ("a few seconds", "几秒"),
    "books.takes.timing": ("trying a few lines…", "正在试读几句……"),
    "books.takes.time.help": (
        "By past renders of this book here; for a first one, by a few lines that were spoken for trial.",
        "根据本书以往的录制速度估算；首次录制时，根据试读的几句估算。",
    ),
    "books.complete": ("Every line is spoken.", "全部录制完成。"),
    "books.only": ("Chapters", "章节"),
    "books.all": ("All that are missing", "全部未录制的"),
    "books.render": ("Render", "开始录制"),
    "books.close": ("You may close the tab; it goes on.", "可以关闭标签页，录制会继续。"),
    "books.suspects": (
        "{count} lines may want your ear; they carry a mark under Listen.",
        "{count} 句建议复听，在“试听”中有标记。",
    ),
    # Listen
    "books.listen.none": (
        "No chapter is read; choose one under Chapters.",
        "没有要朗读的章节，请先选择章节。",
    ),
    "books.listen.lines": ("Lines of the chapter", "本章台词"),
    "books.chapter": ("Chapter", "章节"),
    "books.silent": ("Nothing to speak here.", "此处无需朗读。"),
    "books.no.take": ("Not spoken yet.", "尚未录制。"),
    "books.outdated": (
        "This take is locked, and was made before the last change.",
        "此录音已锁定，是在最近一次修改之前录制的。",
    ),
    "books.back": ("Line before", "上一句"),
    "books.on": ("Next line", "下一句"),
    "books.go.on": ("Play on", "连续播放"),
    "books.lock": ("Lock: this take stays, whatever changes", "锁定：无论如何修改都保留此录音"),
    "books.unlock": ("Unlock", "解除锁定"),
    "books.again": ("Another take", "再录一次"),
    "books.reword": ("Change the words", "修改文字"),
    # Export
    "books.export.none": ("Nothing is spoken yet. Render the book first.", "尚未录制，请先录制。"),
    "books.export": ("Export", "导出"),
    "books.format": ("Format", "格式"),
    "books.format.m4b": ("M4B · one file with chapters", "M4B · 带章节的单个文件"),
    "books.format.mp3": ("MP3 · a file a chapter, for stores", "MP3 · 每章一个文件，适合上架"),
    "books.format.epub": ("EPUB · text that is read aloud", "EPUB · 图文同步朗读"),
    "books.format.flac": ("FLAC · a file a chapter, lossless", "FLAC · 每章一个文件，无损"),
    "books.format.wav": ("WAV · a file a chapter", "WAV · 每章一个文件"),
    "books.format.srt": ("SRT · subtitles", "SRT · 字幕"),
    "books.format.vtt": ("VTT · subtitles", "VTT · 字幕"),
    "books.format.stems": ("Stems · every line a file", "分轨 · 每句一个文件"),
    "books.missing": (
        "{count} lines are not spoken yet: put two soft notes in their places",
        "还有 {count} 句未录制：用两声轻提示音代替",
    ),
    # Report
    "books.report": ("Chapter report", "章节报告"),
    "books.report.none": (
        "Loudness, peaks and lines to listen to, chapter by chapter, with a picture of each.",
        "逐章显示响度、峰值和需要复听的句子，并附图。",
    ),
    "books.picture": (
        "Loudness over time: area = moments, line = three seconds, dashed = the whole, green band = what is "
        "allowed. Beneath: who speaks.",
        "响度随时间的变化：浅蓝区域为瞬时响度，深蓝线为三秒响度，虚线为整章响度，绿带为允许范围；下方为说话人。",
    ),
    "books.measure": ("Measure", "测量"),
    "books.measure.help": ("Masters every chapter that is complete.", "对所有已完成的章节进行母带处理。"),
    "books.peak": ("peak {value:.1f} dB", "峰值 {value:.1f} dB"),
    "books.lacks": ("{count} lines missing", "缺 {count} 句"),
    "books.listen.to": ("{count} to listen to", "{count} 句需复听"),
    "books.unmeasured": ("Measured once all its lines are spoken.", "全部录制后方可测量。"),
}
"""Key → (English, Chinese)."""
