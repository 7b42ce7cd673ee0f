"""Who is spoken of, spoken to and speaking: mentions in the telling and in speech, language by language."""
