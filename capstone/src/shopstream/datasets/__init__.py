"""Real data sets as lines of our contract."""
