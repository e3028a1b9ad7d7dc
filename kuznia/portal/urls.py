"""Addresses of the portal."""

from django.urls import path

from kuznia.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("urzad/", views.desk, name="desk"),
    path("moja-strona/", views.my_page, name="my-page"),
    path("kalendarz.ics", views.calendar_feed, name="calendar-feed"),
    path("kontakt/", views.contact, name="contact"),
    path("prywatnosc/", views.privacy, name="privacy"),
    path("pliki-cookie/", views.cookies, name="cookies"),
    path("dostepnosc/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
]
