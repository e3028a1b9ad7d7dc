"""Addresses of events: the public pages, sign-ups, and the officers' desk."""

from django.urls import path

from kuznia.events import urls_desk
from kuznia.events.views import (
    certificates,
    patronage,
    public,
    records,
    registrations,
    signing_up,
    surveys,
)

app_name = "events"
urlpatterns = [
    path("wydarzenia/", public.events, name="events"),
    path("wydarzenia/<slug:slug>/", public.event, name="event"),
    path("wydarzenia/<slug:slug>/miejsca/", public.seats, name="seats"),
    path("wydarzenia/<slug:slug>/kalendarz.ics", public.calendar, name="event-ics"),
    path("wydarzenia/<slug:slug>/zapis/", signing_up.sign_up, name="event-sign-up"),
    path("wydarzenia/<slug:slug>/zapis/wyslano/", signing_up.sent, name="sign-up-sent"),
    path("wydarzenia/<slug:slug>/sprawozdanie/", records.report, name="report"),
    path("wydarzenia/<slug:slug>/sprawozdanie/<slug:key>/", records.figure, name="report-figure"),
    path("wydarzenia/<slug:slug>/protokol/", records.minutes, name="minutes"),
    path("zaswiadczenia/", certificates.check, name="certificates"),
    path("zaswiadczenia/<slug:code>/", certificates.certificate, name="certificate"),
    path(
        "zaswiadczenia/delegacje/<slug:code>/<slug:key>/",
        certificates.of_delegation,
        name="delegation-certificates",
    ),
    path(
        "zaswiadczenia/delegacje/<slug:code>/<slug:key>/<slug:certificate>/",
        certificates.one_of_delegation,
        name="delegation-certificate",
    ),
    path("zapisy/<slug:code>/<slug:key>/zaswiadczenie/", certificates.own, name="registration-certificate"),
    path("moje/zapisy/<slug:code>/zaswiadczenie/", certificates.own, name="my-registration-certificate"),
    path("patronat/", patronage.ask, name="patronage-ask"),
    path("patronat/<slug:code>/<slug:key>/", patronage.patronage, name="patronage"),
    path("patronat/<slug:code>/<slug:key>/wycofanie/", patronage.withdraw, name="patronage-withdraw"),
    path("zapisy/<slug:code>/<slug:key>/", registrations.registration, name="registration"),
    path("zapisy/<slug:code>/<slug:key>/potwierdz/", registrations.confirm, name="registration-confirm"),
    path("zapisy/<slug:code>/<slug:key>/zmiana/", registrations.change, name="registration-change"),
    path("zapisy/<slug:code>/<slug:key>/rezygnacja/", registrations.cancel, name="registration-cancel"),
    path("moje/zapisy/<slug:code>/", registrations.registration, name="my-registration"),
    path("moje/zapisy/<slug:code>/potwierdz/", registrations.confirm, name="my-registration-confirm"),
    path("moje/zapisy/<slug:code>/zmiana/", registrations.change, name="my-registration-change"),
    path("moje/zapisy/<slug:code>/rezygnacja/", registrations.cancel, name="my-registration-cancel"),
    path("ankiety/<int:number>/<slug:key>/", surveys.survey, name="survey"),
    *urls_desk.urlpatterns,
]
