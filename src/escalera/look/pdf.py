"""A page as PDF, made by WeasyPrint where it and the system's pango are there. Nothing is fetched for it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

STYLE = Path(__file__).parent / "static" / "look" / "print.css"


class NoPango(Exception):
    """This machine makes no PDF; its message says what to install."""

    def __init__(self) -> None:
        super().__init__(
            "PDFs need WeasyPrint and pango: pip install 'escalera[pdf]' and, on Debian,"
            " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )


@lru_cache(maxsize=32)
def made(html: str) -> bytes:
    """The page as PDF/UA: tagged, so that a screen reader follows it. The same page is made once.

    Raises NoPango.
    """
    weasyprint = _weasyprint()
    style = weasyprint.CSS(string=STYLE.read_text())
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    page = weasyprint.HTML(string=html, url_fetcher=nothing)
    return bytes(page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1"))


def check() -> None:
    """Raises NoPango."""
    _weasyprint()


def _weasyprint() -> Any:
    try:
        import weasyprint  # here, since it takes a third of a second and is optional
    except (ImportError, OSError) as error:  # OSError: pango itself is missing
        raise NoPango from error
    return weasyprint
