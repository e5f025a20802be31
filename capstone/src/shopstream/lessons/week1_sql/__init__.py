"""The questions of week 1, a file for each exercise notebook."""
