from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "escalera.coaching"
    label = "coaching"
    default_auto_field = "django.db.models.BigAutoField"
