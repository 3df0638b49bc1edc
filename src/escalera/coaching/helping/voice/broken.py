class Broken(Exception):
    """Bytes that are not what they begin as."""
