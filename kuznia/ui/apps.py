"""The look of the house: shell, components, form renderer, appearance."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the app under its short label."""

    name = "kuznia.ui"
    label = "ui"
