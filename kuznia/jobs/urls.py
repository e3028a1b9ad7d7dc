"""The addresses of long work under way."""

from django.urls import path

from kuznia.jobs import views

app_name = "jobs"
urlpatterns = [
    path("w-toku/<uuid:key>/", views.progress, name="progress"),
    path("w-toku/<uuid:key>/pasek/", views.progress_bar, name="progress-bar"),
]
