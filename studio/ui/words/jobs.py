"""Wordings of the Jobs page, and of jobs on other pages."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "jobs": ("Jobs", "任务"),
    "jobs.none": (
        "Nothing is being done. Long work shows up here: render a book on the Audiobook page, for example. "
        "It goes on when you close the tab.",
        "目前没有任务。耗时的工作会显示在这里，例如在“有声书”页面录制一本书。关闭标签页后仍会继续。",
    ),
    "jobs.gone": ("(deleted)", "（已删除）"),
    "jobs.kind.speech": ("Long text", "长文本"),
    "jobs.kind.book": ("Audiobook", "有声书"),
    "jobs.kind.book-new": ("Open a book", "导入书籍"),
    "jobs.kind.book-render": ("Render", "录制"),
    "jobs.kind.book-export": ("Export", "导出"),
    # States
    "jobs.queued": ("waiting", "等待中"),
    "jobs.running": ("running", "进行中"),
    "jobs.paused": ("paused", "已暂停"),
    "jobs.done": ("done", "已完成"),
    "jobs.failed": ("failed", "失败"),
    "jobs.cancelled": ("cancelled", "已取消"),
    "jobs.stopping": ("stopping…", "正在停止……"),
    "jobs.waiting": ("Waiting for its turn", "等待处理"),
    "jobs.preparing": ("Preparing…", "正在准备……"),
    # What can be done
    "jobs.pause": ("Pause; what is done stays", "暂停（已完成的部分会保留）"),
    "jobs.resume": ("Go on", "继续"),
    "jobs.cancel": ("Cancel", "取消任务"),
    # How far
    "jobs.lines": ("{done} of {total} lines", "{done} / {total} 句"),
    "jobs.speed": ("{value:.1f} × real time", "实时的 {value:.1f} 倍"),
    "jobs.left": ("{time} to go", "还需 {time}"),
    "jobs.seconds": ("{value} s", "{value} 秒"),
    "jobs.minutes": ("{value} min", "{value} 分钟"),
    "jobs.hours": ("{hours} h {minutes:02d} min", "{hours} 小时 {minutes:02d} 分"),
    "jobs.takes": ("{value} takes", "{value} 条录音"),
    "jobs.audio": ("{time} of audio", "音频 {time}"),
    "jobs.failures": ("{value} lines could not be spoken", "{value} 句无法朗读"),
}
"""Key → (English, Chinese)."""
