from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kuznia.directory"
    label = "directory"

    def ready(self) -> None:
        """Answer the ports of the lower floors, and declare rules, courses of cases and notices."""
        from kuznia.directory import answers, notices, policies, workflows

        del notices, policies, workflows
        answers.register()
