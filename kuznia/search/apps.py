from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over everything public."""

    name = "kuznia.search"
    label = "search"

    def ready(self) -> None:
        """Declare the rules and answer the port for menus."""
        from kuznia.lib.ports import navigation
        from kuznia.search import policies
        from kuznia.search.answers import SearchNavigation

        del policies
        navigation.register(SearchNavigation())
