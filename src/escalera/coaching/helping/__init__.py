"""Help from a person: who is willing, who asks, who is asked, their short conversation, and what came of it."""
