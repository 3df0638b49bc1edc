"""Keeps away from every page what is far too large, and what no database can hold: NUL characters."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from escalera.web.public import errors

NUL = "\0"
LARGEST = 8_000_000  # bytes of a request: a posting as a file has at most five million


class WithoutFloods:
    """Refuses a request by the length it announces; a length that is none counts as too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or len(announced) > 12 or int(announced) > LARGEST:
            return errors.too_large(request)
        return self.get_response(request)


class WithoutNul:
    """Strips NUL from what is sent; an address that holds one is no page of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        if NUL in request.path:
            return errors.bad_request(request, ValueError("NUL in the address"))
        if holds_nul(request.GET):
            request.GET = without_nul(request.GET)  # type: ignore[assignment]
        if holds_nul(request.POST):
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def holds_nul(sent: QueryDict) -> bool:
    return any(NUL in text for name, values in sent.lists() for text in (name, *values))


def without_nul(sent: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True)
    for name, values in sent.lists():
        cleaned.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    cleaned._mutable = False
    return cleaned
