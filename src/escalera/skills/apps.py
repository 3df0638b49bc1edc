from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "escalera.skills"
    label = "skills"
    default_auto_field = "django.db.models.BigAutoField"
