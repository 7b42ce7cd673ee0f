"""The Settings page: what speaks, where things lie, and the API keys."""
