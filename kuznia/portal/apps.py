from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kuznia.portal"
    label = "portal"

    def ready(self) -> None:
        """Put the portal's own pages into the menus."""
        from kuznia.lib.ports import navigation
        from kuznia.portal.answers import PortalNavigation

        navigation.register(PortalNavigation())
