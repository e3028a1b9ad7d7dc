"""Addresses of the news."""

from django.urls import path

from kuznia.newsroom.views import news, partners

app_name = "newsroom"
urlpatterns = [
    path("aktualnosci/", news.news, name="news"),
    path("aktualnosci/kanal.atom", partners.feed, name="feed"),
    path("aktualnosci/kanal/<slug:subject>.atom", partners.feed, name="feed-of-subject"),
    path("aktualnosci/<slug:slug>/", news.article, name="article"),
    path("na-twojej-stronie/", partners.partners, name="partners"),
    path("na-twojej-stronie/lista/", partners.embedded, name="embedded"),
    path("obrazy/<path:name>", news.picture, name="picture"),
]
