"""The API that phones, connectors and researchers use. Each operation calls the same action as its page."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from escalera import __version__
from escalera.api import (
    conversations,
    corrections,
    earnings,
    helping,
    jobs,
    judgement,
    learning,
    paths,
    payments,
    presence,
    tips,
)

api = NinjaAPI(
    title="Escalera",
    version=__version__,
    description="Jobs, break-downs, paths, attempts and help. "
    "Whatever is sent carries its own id and may be sent twice.",
    urls_namespace="api",
    auth=presence.present,
    docs_url=None,
)
api.add_router("", presence.router, tags=["guests"])
api.add_router("", jobs.router, tags=["jobs"])
api.add_router("", paths.router, tags=["paths"])
api.add_router("", learning.router, tags=["learning"])
api.add_router("", judgement.router, tags=["judgement"])
api.add_router("", earnings.router, tags=["earnings"])
api.add_router("", tips.router, tags=["tips"])
api.add_router("", helping.router, tags=["help"])
api.add_router("", conversations.router, tags=["help"])
api.add_router("", corrections.router, tags=["earnings"])
api.add_router("", payments.router, tags=["earnings"])


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: Exception) -> HttpResponse:
    return api.create_response(request, {"detail": "This is too big. Send at most 2 MB at once."}, status=413)
