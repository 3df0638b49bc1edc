from django.http import HttpRequest, HttpResponse


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(status=403)
