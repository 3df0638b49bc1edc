from dataclasses import dataclass, field


@dataclass
class Exchanged:
    """What one exchange with a platform did, and what the platform's work was refused for."""

    delivered: int = 0
    brought: int = 0
    read: int = 0
    refused: list[str] = field(default_factory=list)
