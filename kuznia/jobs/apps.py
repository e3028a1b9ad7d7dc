from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work, and how far long work is."""

    name = "kuznia.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Declare the rules and answer for what a person started."""
        from kuznia.jobs import policies
        from kuznia.jobs.answers import PersonalWork
        from kuznia.lib.ports import personal_data

        del policies
        personal_data.register(PersonalWork())
