"""The Dubbing page: from subtitles to speech that fits them."""
