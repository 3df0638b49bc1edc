from django.apps import AppConfig


class BreakDownsConfig(AppConfig):
    name = "escalera.jobs.breakdowns"
    label = "breakdowns"
    default_auto_field = "django.db.models.BigAutoField"
