"""Voice notes of a conversation: at most thirty seconds, as the phone recorded them, for the two alone."""
