from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kuznia.portal"
    label = "portal"

    def ready(self) -> None:
        """Put the portal's own pages into the menus."""
        from kuznia.lib.ports import navigation, ways_on
        from kuznia.portal.answers import PortalNavigation

        own = PortalNavigation()
        navigation.register(own)
        ways_on.register(own)
