"""Addresses of the news."""

from django.urls import path

from kuznia.newsroom.views import desk_practices, guides, news, own_practices, partners, practices

_OWN = "moje/organizacje/<slug:slug>/dobre-praktyki/"
_DESK = "urzad/dobre-praktyki/"

app_name = "newsroom"
urlpatterns = [
    path("aktualnosci/", news.news, name="news"),
    path("aktualnosci/kanal.atom", partners.feed, name="feed"),
    path("aktualnosci/kanal/<slug:subject>.atom", partners.feed, name="feed-of-subject"),
    path("aktualnosci/<slug:slug>/", news.article, name="article"),
    path("na-twojej-stronie/", partners.partners, name="partners"),
    path("na-twojej-stronie/lista/", partners.embedded, name="embedded"),
    path("obrazy/<path:name>", news.picture, name="picture"),
    path("poradniki/", guides.guides, name="guides"),
    path("poradniki/<slug:slug>/", guides.guide, name="guide"),
    path("dobre-praktyki/", practices.practices, name="practices"),
    path("dobre-praktyki/<slug:slug>/", practices.practice, name="practice"),
    path(_OWN, own_practices.own_practices, name="own-practices"),
    path(f"{_OWN}nowa/", own_practices.propose, name="practice-propose"),
    path(f"{_OWN}<int:number>/", own_practices.own_practice, name="own-practice"),
    path(f"{_OWN}<int:number>/wycofaj/", own_practices.withdraw, name="own-practice-withdraw"),
    path(_DESK, desk_practices.practices, name="desk-practices"),
    path(f"{_DESK}<int:number>/", desk_practices.practice, name="desk-practice"),
    path(f"{_DESK}<int:number>/opublikuj/", desk_practices.publish, name="desk-practice-publish"),
    path(f"{_DESK}<int:number>/zwroc/", desk_practices.send_back, name="desk-practice-send-back"),
    path(f"{_DESK}<int:number>/odmow/", desk_practices.refuse, name="desk-practice-refuse"),
    path(f"{_DESK}<int:number>/zdejmij/", desk_practices.take_down, name="desk-practice-take-down"),
]
