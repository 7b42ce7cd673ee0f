"""The server's routes: one file a dialect of clients, and one for each of our own subjects."""
