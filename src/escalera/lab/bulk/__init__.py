"""Logs larger than memory: read once, kept in partitions by worker, counted by many hands in a fixed order."""
