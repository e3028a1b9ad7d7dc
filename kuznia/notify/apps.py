from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The outbox, the mailbox of the demo, and what was not delivered."""

    name = "kuznia.notify"
    label = "notify"

    def ready(self) -> None:
        """Declare the rules, answer the ports and gather the notices of every app."""
        from kuznia.lib.discovery import modules_named
        from kuznia.lib.ports import navigation, personal_data, todo_items
        from kuznia.notify import policies
        from kuznia.notify.answers import MailNavigation, MailTodo, PersonalMail

        del policies
        navigation.register(MailNavigation())
        todo_items.register(MailTodo())
        personal_data.register(PersonalMail())
        modules_named("notices")
