"""Audiobooks: a book's file → chapters → a script of lines → takes → chapters of sound."""
