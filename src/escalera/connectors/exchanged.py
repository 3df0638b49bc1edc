from dataclasses import dataclass, field

from escalera.connectors.troubles import PlatformError


@dataclass
class Exchanged:
    """What one exchange with a platform did, and what the platform's work was refused for."""

    delivered: int = 0
    brought: int = 0
    sent: int = 0  # tasks of ours that went out
    read: int = 0  # answers to them that came back
    refused: list[PlatformError | str] = field(default_factory=list)
