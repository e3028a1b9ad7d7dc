"""Addresses of the news."""

from django.urls import path

from kuznia.newsroom import views

app_name = "newsroom"
urlpatterns = [
    path("aktualnosci/", views.news, name="news"),
    path("aktualnosci/<slug:slug>/", views.article, name="article"),
    path("obrazy/<path:name>", views.picture, name="picture"),
]
