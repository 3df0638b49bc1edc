from django.apps import AppConfig


class PublicPagesConfig(AppConfig):
    name = "escalera.web.public"
    label = "web_public"
