"""The Scene page: a script of several lines, each directed, spoken, compared and directed again."""
