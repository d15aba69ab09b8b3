"""The stories as they were written: one file for each sample feed."""
