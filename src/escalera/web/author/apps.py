from django.apps import AppConfig


class AuthorPagesConfig(AppConfig):
    name = "escalera.web.author"
    label = "web_author"
