"""Addresses of listening."""

from django.urls import path

from kuznia.speech import views

app_name = "speech"
urlpatterns = [
    path("sluchaj/", views.page, name="page"),
    path("sluchaj/zdania/", views.sentences, name="sentences"),
    path("sluchaj/glos/<str:token>", views.sound, name="sound"),
]
