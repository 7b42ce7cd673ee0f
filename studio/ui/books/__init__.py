"""The Audiobook page: a book's file, its chapters, cast and names, its lines to hear, its files."""
