"""Small line drawings on a 20 by 20 grid, in place of an icon font or emoji (old phones lack them)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "account": '<circle cx="10" cy="6.5" r="3.5"/><path d="M3 18q0-7 7-7t7 7"/>',
    "back": '<path d="M12 4l-6 6 6 6"/>',
    "box": '<path d="M3 6.5l7-3.5 7 3.5v7l-7 3.5-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7"/>',
    "bulb": '<path d="M7 14c-2-1.5-3-3-3-5a6 6 0 0 1 12 0c0 2-1 3.5-3 5v1.5H7zM8 18h4"/>',
    "camera": '<path d="M2 6h4l1.5-2h5L14 6h4v11H2z"/><circle cx="10" cy="11" r="3"/>',
    "chart": '<path d="M3 17V3M3 17h14M7 14v-4M11 14V6M15 14V9"/>',
    "check": '<path d="M4 10.5l4 4 8-9"/>',
    "clock": '<circle cx="10" cy="10" r="8"/><path d="M10 5v5l3 2"/>',
    "down": '<path d="M4 8l6 5 6-5"/>',
    "draw": '<path d="M3 17l1-4L14 3l3 3L7 16zM12 5l3 3"/>',
    "exit": '<path d="M8 3H3v14h5M8 10h9M14 6.5l3.5 3.5-3.5 3.5"/>',
    "globe": '<circle cx="10" cy="10" r="8"/><path d="M2 10h16M10 2c-5 5-5 11 0 16M10 2c5 5 5 11 0 16"/>',
    "hands": '<path d="M2 9l4-4 4 3 4-3 4 4-8 8z"/>',
    "headphones": '<path d="M3 12v-2a7 7 0 0 1 14 0v2"/><rect x="2" y="11" width="4" height="6" rx="1.5"/>'
    '<rect x="14" y="11" width="4" height="6" rx="1.5"/>',
    "heart": '<path d="M10 17C4 12 2 10 2 7a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 3-2 5-8 10z"/>',
    "image": '<rect x="2" y="3" width="16" height="14" rx="2"/><path d="M2 14l5-5 4 4 3-2 4 4"/><circle cx="13" cy="7" r="1"/>',
    "keyboard": '<rect x="1.5" y="5" width="17" height="10" rx="2"/><path d="M5 8h0M8 8h0M11 8h0M14 8h0M6 12h8"/>',
    "languages": '<path d="M2 5h9M6.5 3v2M9 5c-1 4-4 6-6.5 7M4 7c1 3 3 4.5 6 5M11 18l3.5-9 3.5 9M12.2 15h4.6"/>',
    "megaphone": '<path d="M2 8v4l11 4V4zM13 7c3 0 3 6 0 6M5 13v4h3"/>',
    "message": '<path d="M2 4h16v10H9l-4 4v-4H2z"/>',
    "money": '<circle cx="10" cy="10" r="8"/><path d="M12.5 7.3C12 6.4 11 6 10 6c-1.3 0-2.4.7-2.4 1.9 0 2.7 5 1.3 5 4.1 '
    '0 1.3-1.2 2-2.6 2-1.2 0-2.2-.5-2.7-1.5M10 4.5v11"/>',
    "music": '<path d="M7 15V4l9-2v11"/><circle cx="5" cy="15" r="2"/><circle cx="14" cy="13" r="2"/>',
    "next": '<path d="M8 4l6 6-6 6"/>',
    "paper": '<path d="M4 2h8l4 4v12H4zM12 2v4h4M7 10h6M7 14h6"/>',
    "people": '<circle cx="7" cy="7" r="3"/><path d="M1 17q0-6 6-6t6 6M13 4.5a3 3 0 0 1 0 5.5M15 12q4 1 4 5"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="M13 13l5 5"/>',
    "shield": '<path d="M10 2l7 2.5c0 6-2 10.5-7 13.5-5-3-7-7.5-7-13.5zM7 10l2.5 2.5L13.5 8"/>',
    "speaker": '<path d="M2 7.5v5h3.5l5 4v-13l-5 4zM13.5 7c1.5 1.5 1.5 4.5 0 6M16 4.5c3 3 3 8 0 11"/>',
    "star": '<path d="M10 2l2.4 5.2 5.6.7-4.1 3.9 1.1 5.7-5-2.8-5 2.8 1.1-5.7L2 7.9l5.6-.7z"/>',
    "steps": '<path d="M2 17v-4h5V9h5V5h6v12z"/>',
    "store": '<path d="M3 9v8h14V9M2 4h16v3c0 2.5-4 2.5-4 0 0 2.5-4 2.5-4 0 0 2.5-4 2.5-4 0 0 2.5-4 2.5-4 0z"/>',
    "table": '<rect x="2" y="3" width="16" height="14" rx="1.5"/><path d="M2 8h16M2 12.5h16M8 3v14"/>',
    "upload": '<path d="M10 13V3M6 7l4-4 4 4M3 13v4h14v-4"/>',
    "video": '<rect x="2" y="4" width="16" height="12" rx="2"/><path d="M8 7.5v5l4.5-2.5z"/>',
    "warning": '<path d="M10 2.5L18.5 17h-17zM10 8v4M10 14.5h0"/>',
}


def icon(name: str, *, css: str = "") -> SafeString:
    """A drawing that says nothing by itself: the words beside it do. Unknown names draw the paper sheet.

    Its size is in the markup too, for phones whose net drops the stylesheet.
    """
    drawing = mark_safe(ICONS.get(name, ICONS["paper"]))  # noqa: S308 -- our own constants
    classes = f"icon {css}".strip()
    return format_html(
        '<svg class="{}" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">{}</svg>',
        classes,
        drawing,
    )
