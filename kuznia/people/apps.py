from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kuznia.people"
    label = "people"
