"""The Jobs page, and a job as every page shows it."""
