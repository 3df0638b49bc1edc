"""Keeps away from every page what no database can hold: NUL characters in forms, addresses and cookies."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from escalera.web.public import errors

NUL = "\0"


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
