from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "kuznia.events"
    label = "events"

    def ready(self) -> None:
        """Answer the ports of the lower floors, and declare rules, courses of cases and notices."""
        from kuznia.events import (
            answers,
            notices,
            notices_proposals,
            policies,
            workflows,
            workflows_proposals,
        )

        del notices, notices_proposals, policies, workflows, workflows_proposals
        answers.register()
