from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "kuznia.inquiries"
    label = "inquiries"

    def ready(self) -> None:
        """Answer the ports of the lower floors, and declare rules, courses of cases and notices."""
        from kuznia.inquiries import answers, notices, policies, workflows

        del notices, policies, workflows
        answers.register()
