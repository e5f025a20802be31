"""What stands in for the cloud on a laptop: run folders, locks, the notebook runner, the report."""
