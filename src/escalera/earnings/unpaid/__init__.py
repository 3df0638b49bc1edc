"""The unpaid part of the working day, noted by the worker and by the player."""
