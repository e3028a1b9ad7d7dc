from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people send: kept by their content, given out only to those who may read their object."""

    name = "kuznia.files"
    label = "files"

    def ready(self) -> None:
        """Declare the rules and answer for what a person sent."""
        from kuznia.files import policies
        from kuznia.files.answers import PersonalFiles
        from kuznia.lib.ports import personal_data

        del policies
        personal_data.register(PersonalFiles())
