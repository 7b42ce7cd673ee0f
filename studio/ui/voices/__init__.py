"""The Voices page: voices described, drawn, heard, shaped and kept."""
