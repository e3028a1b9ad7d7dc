"""Addresses of the news."""

from django.urls import path

from kuznia.newsroom.views import news

app_name = "newsroom"
urlpatterns = [
    path("aktualnosci/", news.news, name="news"),
    path("aktualnosci/<slug:slug>/", news.article, name="article"),
    path("obrazy/<path:name>", news.picture, name="picture"),
]
