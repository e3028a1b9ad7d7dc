from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "kuznia.jobs"
    label = "jobs"
