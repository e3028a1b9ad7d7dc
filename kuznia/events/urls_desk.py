"""Addresses of the office's side of events; `urls.py` joins them to the public ones."""

from __future__ import annotations

from django.urls import path

from kuznia.events.views import (
    desk,
    desk_broadcasts,
    desk_cloning,
    desk_documents,
    desk_events,
    desk_parties,
    desk_patronage,
    desk_programme,
    desk_registrations,
)

_EVENT = "urzad/wydarzenia/<slug:slug>/"

urlpatterns = [
    path("urzad/wydarzenia/", desk.events, name="desk-events"),
    path("urzad/wydarzenia/nowe/", desk_events.new, name="desk-event-new"),
    path("urzad/patronaty/", desk_patronage.requests, name="desk-patronage-requests"),
    path("urzad/patronaty/<slug:code>/", desk_patronage.patronage, name="desk-patronage"),
    path("urzad/patronaty/<slug:code>/zgoda/", desk_patronage.grant, name="desk-patronage-grant"),
    path("urzad/patronaty/<slug:code>/odmowa/", desk_patronage.refuse, name="desk-patronage-refuse"),
    path(_EVENT, desk.event, name="desk-event"),
    path(f"{_EVENT}opis/", desk_events.edit, name="desk-event-edit"),
    path(f"{_EVENT}podglad/", desk.preview, name="desk-event-preview"),
    path(f"{_EVENT}historia/", desk.history, name="desk-event-history"),
    path(f"{_EVENT}publikacja/", desk_events.publish, name="desk-event-publish"),
    path(f"{_EVENT}odwolanie/", desk_events.cancel, name="desk-event-cancel"),
    path(f"{_EVENT}wiadomosci/", desk_broadcasts.broadcasts, name="desk-broadcasts"),
    path(f"{_EVENT}kopia/", desk_cloning.clone, name="desk-event-clone"),
    path(f"{_EVENT}program/", desk_programme.programme, name="desk-programme"),
    path(f"{_EVENT}program/nowy-punkt/", desk_programme.new, name="desk-session-new"),
    path(f"{_EVENT}program/<int:number>/", desk_programme.edit, name="desk-session-edit"),
    path(f"{_EVENT}program/<int:number>/usuniecie/", desk_programme.remove, name="desk-session-remove"),
    path(f"{_EVENT}organizatorzy/", desk_parties.parties, name="desk-parties"),
    path(f"{_EVENT}organizatorzy/<int:number>/usuniecie/", desk_parties.remove, name="desk-party-remove"),
    path(f"{_EVENT}dokumenty/", desk_documents.documents, name="desk-documents"),
    path(f"{_EVENT}dokumenty/<int:number>/usuniecie/", desk_documents.remove, name="desk-document-remove"),
    path(f"{_EVENT}zapisy.csv", desk_registrations.as_csv, name="desk-registrations-csv"),
    path(f"{_EVENT}zapisy.xlsx", desk_registrations.as_xlsx, name="desk-registrations-xlsx"),
    path(f"{_EVENT}zapisy/<slug:code>/", desk_registrations.registration, name="desk-registration"),
    path(
        f"{_EVENT}zapisy/<slug:code>/odwolanie/", desk_registrations.cancel, name="desk-registration-cancel"
    ),
]
