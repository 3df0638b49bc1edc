"""Text that both databases can hold."""


def storable(text: str) -> str:
    """The text without NUL characters, which PostgreSQL refuses, and with halves of characters replaced."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
