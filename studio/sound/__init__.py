"""Sound as an engineer works on it: loudness, limiting, room tone, clicks. Mono, block by block."""
