from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "kuznia.lib"
    label = "lib"
