from django.apps import AppConfig


class WorkerPagesConfig(AppConfig):
    name = "escalera.web.worker"
    label = "web_worker"
