from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("turkle.urls")),
    path("", include("django.contrib.auth.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("turkle.api.urls")),
]
