"""Addresses of the portal."""

from django.urls import path

from kuznia.portal.views import calendar, desks, feeds, pages

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("urzad/", desks.desk, name="desk"),
    path("moja-strona/", desks.my_page, name="my-page"),
    path("kalendarz/", calendar.present, name="calendar"),
    path("kalendarz/<int:year>/<int:month>/", calendar.month, name="calendar-month"),
    path("kalendarz/<int:year>/<int:month>/lista/", calendar.listed, name="calendar-list"),
    path("kalendarz/<int:year>/tydzien/<int:week>/", calendar.week, name="calendar-week"),
    path("kalendarz.ics", feeds.county_feed, name="calendar-feed"),
    path("kalendarz/gmina/<slug:code>.ics", feeds.gmina_feed, name="calendar-feed-gmina"),
    path("kalendarz/organizacja/<slug:slug>.ics", feeds.organisation_feed, name="calendar-feed-organisation"),
    path("kalendarz/osobisty/<int:number>/<slug:key>.ics", feeds.own_feed, name="calendar-feed-own"),
    path("kalendarz/subskrypcja/", feeds.subscribe, name="calendar-subscribe"),
    path("moje/kalendarz/", feeds.my_calendar, name="my-calendar"),
    path("moje/kalendarz/adres/", feeds.renew, name="my-calendar-renew"),
    path("moje/kalendarz/wylaczenie/", feeds.stop, name="my-calendar-stop"),
    path("kontakt/", pages.contact, name="contact"),
    path("prywatnosc/", pages.privacy, name="privacy"),
    path("pliki-cookie/", pages.cookies, name="cookies"),
    path("dostepnosc/", pages.accessibility, name="accessibility"),
    path("robots.txt", pages.robots, name="robots"),
]
