"""Addresses of the look."""

from django.urls import path

from kuznia.ui import views

app_name = "ui"
urlpatterns = [
    path("wyglad/", views.appearance, name="appearance"),
    path("wzornik/", views.styleguide, name="styleguide"),
]
