from django.urls import include, path

from escalera.api.urls import api

urlpatterns = [
    path("api/", api.urls),
    path("", include("escalera.web.public.urls")),
    path("", include("escalera.web.worker.urls")),
    path("", include("escalera.web.account.urls")),
    path("", include("escalera.web.coordinator.urls")),
    path("", include("escalera.web.author.urls")),
    path("", include("escalera.connectors.urls")),
]
handler400 = "escalera.web.public.errors.bad_request"
handler403 = "escalera.web.public.errors.forbidden"
handler404 = "escalera.web.public.errors.not_found"
handler500 = "escalera.web.public.errors.server_error"
