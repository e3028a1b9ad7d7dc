from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people send: kept by their content, given out only to those who may read their object."""

    name = "kuznia.files"
    label = "files"

    def ready(self) -> None:
        """Declare the rules."""
        from kuznia.files import policies

        del policies
