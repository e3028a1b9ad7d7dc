"""Registers what accounts answers through the ports."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, the second factor, privacy notices, consents, and a person's own data."""

    name = "kuznia.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Answer the ports for menus and for personal data."""
        from kuznia.accounts import policies  # noqa: F401
        from kuznia.accounts.navigation import AccountNavigation
        from kuznia.accounts.services import AccountPersonalData
        from kuznia.lib.ports import navigation, personal_data

        navigation.register(AccountNavigation())
        personal_data.register(AccountPersonalData())
