"""Receipts and invoices as SVG; presentation attributes only, as the content policy forbids inline style."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.receipts.handwriting import written

INK = "#2b2622"
MONO = "Courier New, Courier, DejaVu Sans Mono, monospace"


@dataclass
class Paper:
    """Rows printed one below the other; `worn` paper is faded, folded and stained."""

    width: int
    draw: Draw
    worn: bool = False
    y: int = 34
    parts: list[str] = field(default_factory=list)

    def centred(self, text: str, *, size: int = 15, bold: bool = False) -> None:
        self._text(text, self.width // 2, size=size, anchor="middle", bold=bold)
        self.y += size + 7

    def row(self, left: str, right: str, *, bold: bool = False, size: int = 14) -> None:
        self._text(left, 22, size=size, bold=bold)
        self._text(right, self.width - 22, size=size, anchor="end", bold=bold)
        self.y += size + 8

    def cells(self, texts: tuple[str, ...], ends: tuple[int, ...], *, bold: bool = False) -> None:
        """The first text begins at the left, the others end at their x."""
        self._text(texts[0], 22, size=13, bold=bold)
        for text, end in zip(texts[1:], ends, strict=True):
            self._text(text, end, size=13, anchor="end", bold=bold)
        self.y += 22

    def by_hand(self, left: str, amount: str) -> None:
        self.y += 6
        self._text(left, 22, size=14)
        self.parts.append(written(amount, right=self.width - 18, base=self.y + 1, draw=self.draw))
        self.y += 24

    def rule(self) -> None:
        line = f'<path d="M20 {self.y - 8}H{self.width - 20}" stroke="#8d857b" stroke-dasharray="4 3"/>'
        self.parts.append(line)
        self.y += 14

    def svg(self) -> str:
        height = self.y + 16
        lean = self.draw.number(-16, 16) / 10 if self.worn else 0
        turned = f' transform="rotate({lean} {self.width // 2} {height // 2})"' if lean else ""
        sheet = f'<path d="{self._edge(height)}" fill="#fdfcf8" stroke="#cfc8bc"/>'
        marks = self._wear(height) if self.worn else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height}" '
            f'width="{self.width}" height="{height}"><rect width="{self.width}" height="{height}" '
            'fill="#d9d2c5"/>'
            f'<g font-family="{MONO}" fill="{INK}"{turned}>{sheet}{"".join(self.parts)}{marks}</g></svg>'
        )

    @property
    def height(self) -> int:
        return self.y + 16

    def _text(self, text: str, x: int, *, size: int, anchor: str = "start", bold: bool = False) -> None:
        faded = f' opacity="{self.draw.number(60, 95) / 100}"' if self.worn else ""
        weight = ' font-weight="bold"' if bold else ""
        end = f' text-anchor="{anchor}"' if anchor != "start" else ""
        size_y = f'x="{x}" y="{self.y}" font-size="{size}"'
        self.parts.append(f"<text {size_y}{end}{weight}{faded}>{escape(text)}</text>")

    def _edge(self, height: int) -> str:
        """Torn teeth at the bottom."""
        right, bottom = self.width - 8, height - 10
        teeth = "".join(
            f"L{x} {bottom + (4 if place % 2 else -2)}" for place, x in enumerate(range(right, 8, -12))
        )
        return f"M8 8H{right}V{bottom}{teeth}L8 {bottom}Z"

    def _wear(self, height: int) -> str:
        """Folds with their shadow and a ring of coffee, thin enough to read through."""
        folds = ""
        right = self.width - 8
        for _ in range(self.draw.number(3, 5)):
            at, tilt = self.draw.number(30, height - 40), self.draw.number(-26, 26)
            edge = f"M8 {at}L{right} {at + tilt}"
            folds += f'<path d="{edge}V{at + tilt + 22}L8 {at + 13}Z" fill="#5b5142" opacity=".10"/>'
            folds += f'<path d="{edge}" stroke="#fff" stroke-width="1.6" opacity=".5"/>'
        x, y, size = self.draw.number(60, 260), self.draw.number(60, height - 60), self.draw.number(24, 42)
        ring = f'<circle cx="{x}" cy="{y}" r="{size}" fill="#8a5a2b" fill-opacity=".07" stroke="#8a5a2b"'
        return folds + ring + ' stroke-width="5" stroke-opacity=".18"/>'
