"""Why a template is not taken in."""


class Refused(Exception):
    """The template can't be worked on here; the message says why, in plain words."""
