from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kuznia.demo"
    label = "demo"

    def ready(self) -> None:
        """Offer the demo's people on the sign-in page."""
        from kuznia.accounts.demo_port import demo_accounts
        from kuznia.demo.accounts import offered

        demo_accounts.register(offered)
