from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "kuznia.process"
    label = "process"
