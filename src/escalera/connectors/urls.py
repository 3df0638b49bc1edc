from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from escalera.connectors import ringing, views

ONE = "desk/<uuid:programme_id>/connections/<uuid:connection_id>/"
PAGES: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    "platforms/": ("platforms", views.platforms),
    "platforms/<uuid:connection_id>/alias/": ("alias", views.alias),
    "desk/<uuid:programme_id>/connections/": ("connections", views.connections),
    f"{ONE}pause/": ("connection_pause", views.pause),
    f"{ONE}resumption/": ("connection_resumption", views.resumption),
    f"{ONE}retry/": ("connection_retry", views.retry),
    "platforms/<uuid:connection_id>/ring/": ("platform_ring", ringing.ring),
}
urlpatterns = [path(route, never_cache(view), name=name) for route, (name, view) in PAGES.items()]
