"""What several actions refuse."""


class NotYours(Exception):
    """The pair was offered to somebody else, or the piece is another person's."""
