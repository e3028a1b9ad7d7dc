"""Addresses of the portal."""

from django.urls import path

from kuznia.portal.views import calendar, pages

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("urzad/", pages.desk, name="desk"),
    path("moja-strona/", pages.my_page, name="my-page"),
    path("kalendarz.ics", calendar.calendar_feed, name="calendar-feed"),
    path("kontakt/", pages.contact, name="contact"),
    path("prywatnosc/", pages.privacy, name="privacy"),
    path("pliki-cookie/", pages.cookies, name="cookies"),
    path("dostepnosc/", pages.accessibility, name="accessibility"),
    path("robots.txt", pages.robots, name="robots"),
]
