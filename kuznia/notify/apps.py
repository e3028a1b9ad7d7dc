from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The outbox, the mailbox of the demo, and what was not delivered."""

    name = "kuznia.notify"
    label = "notify"

    def ready(self) -> None:
        """Declare the rules and gather the notices of every app."""
        from kuznia.lib.discovery import modules_named
        from kuznia.notify import policies

        del policies
        modules_named("notices")
