"""Registers what the newsroom answers through the ports and hears from Wagtail."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """The county's news, written in Wagtail's admin and shown by pages of our own."""

    name = "kuznia.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Answer the port for menus and hear when news is published."""
        from kuznia.lib import ports
        from kuznia.newsroom import (  # noqa: F401
            answers_practices,
            approval,
            notices,
            policies,
            published,
            tasks,
            workflows,
        )
        from kuznia.newsroom.answers import NewsActivity, NewsTodo
        from kuznia.newsroom.navigation import NewsroomNavigation
        from kuznia.newsroom.services.ties import NEWS

        published.listen()
        approval.listen()
        answers_practices.register_practices()
        ports.navigation.register(NewsroomNavigation())
        ports.published.register(published.PublishedNews())
        ports.activities.register(NewsActivity())
        ports.todo_items.register(NewsTodo())
        ports.organisation_ties.register(NEWS)
