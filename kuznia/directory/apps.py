from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kuznia.directory"
    label = "directory"

    def ready(self) -> None:
        """Answer the ports of the lower floors, and declare rules and courses of cases."""
        from kuznia.directory import answers, policies, workflows

        del policies, workflows
        answers.register()
