"""What people see when something is wrong: what happened, what is safe, what to do."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "bad_request", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """Said before anything of it is read."""
    return page(request, "bad_request", status=413)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "forbidden", status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, "form_expired", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "not_found", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request, so that no session is looked up: the database may be what broke."""
    return page(None, "server_error", status=500)


def page(request: HttpRequest | None, name: str, *, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"public/errors/{name}.html", request=request), status=status)
