"""Addresses of the search."""

from django.urls import path

from kuznia.search import views

app_name = "search"
urlpatterns = [
    path("szukaj/", views.results, name="results"),
    path("szukaj/podpowiedzi/", views.suggestions, name="suggestions"),
]
