"""A mastered book → the files that people take: MP3, M4B, FLAC, WAV, subtitles, EPUB, stems."""
