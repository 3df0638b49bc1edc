from django.apps import AppConfig


class CoordinatorPagesConfig(AppConfig):
    name = "escalera.web.coordinator"
    label = "web_coordinator"
