from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "escalera.web.account"
    label = "web_account"
