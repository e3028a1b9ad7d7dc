from django.apps import AppConfig


class SpeechConfig(AppConfig):
    """Reads the pages aloud."""

    name = "kuznia.speech"
    label = "speech"
