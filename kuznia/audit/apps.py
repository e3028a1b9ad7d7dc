from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kuznia.audit"
    label = "audit"
