"""What Dramatis can do, measured: one command a question, figures as JSON and as a table."""
