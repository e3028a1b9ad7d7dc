"""Addresses of the office's side of events; `urls.py` joins them to the public ones."""

from __future__ import annotations

from django.urls import path

from kuznia.events.states import QuestionPurpose
from kuznia.events.views import (
    desk,
    desk_broadcasts,
    desk_cloning,
    desk_decisions,
    desk_documents,
    desk_entering,
    desk_events,
    desk_minutes,
    desk_parties,
    desk_patronage,
    desk_programme,
    desk_questions,
    desk_registrations,
    desk_reports,
    desk_surveys,
)

_EVENT = "urzad/wydarzenia/<slug:slug>/"
_SIGN_UP, _SURVEY = {"purpose": QuestionPurpose.SIGN_UP}, {"purpose": QuestionPurpose.SURVEY}

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
    path(f"{_EVENT}pytania/", desk_questions.questions, _SIGN_UP, name="desk-questions"),
    path(f"{_EVENT}pytania/nowe/", desk_questions.new, _SIGN_UP, name="desk-question-new"),
    path(f"{_EVENT}pytania/podglad/", desk_questions.preview, _SIGN_UP, name="desk-questions-preview"),
    path(f"{_EVENT}pytania/<int:number>/", desk_questions.edit, name="desk-question-edit"),
    path(f"{_EVENT}pytania/<int:number>/kolejnosc/", desk_questions.move, name="desk-question-move"),
    path(f"{_EVENT}pytania/<int:number>/usuniecie/", desk_questions.remove, name="desk-question-remove"),
    path(f"{_EVENT}pytania/<int:number>/wynik/", desk_surveys.result, name="desk-survey-result"),
    path(f"{_EVENT}ankieta/", desk_surveys.survey, name="desk-survey"),
    path(f"{_EVENT}ankieta/terminy/", desk_surveys.set_up, name="desk-survey-set-up"),
    path(f"{_EVENT}ankieta/otwarcie/", desk_surveys.open_, name="desk-survey-open"),
    path(f"{_EVENT}ankieta/zamkniecie/", desk_surveys.close, name="desk-survey-close"),
    path(f"{_EVENT}ankieta/przypomnienie/", desk_surveys.remind, name="desk-survey-remind"),
    path(f"{_EVENT}ankieta/pytania/", desk_questions.questions, _SURVEY, name="desk-survey-questions"),
    path(f"{_EVENT}ankieta/pytania/nowe/", desk_questions.new, _SURVEY, name="desk-survey-question-new"),
    path(f"{_EVENT}ankieta/podglad/", desk_questions.preview, _SURVEY, name="desk-survey-preview"),
    path(f"{_EVENT}protokol/", desk_minutes.minutes, name="desk-minutes"),
    path(f"{_EVENT}protokol/publikacja/", desk_minutes.publish, name="desk-minutes-publish"),
    path(f"{_EVENT}protokol/cofniecie/", desk_minutes.withdraw, name="desk-minutes-withdraw"),
    path(f"{_EVENT}protokol/pliki/", desk_minutes.documents, name="desk-minutes-documents"),
    path(f"{_EVENT}protokol/dodanie/<slug:what>/", desk_minutes.add, name="desk-minutes-add"),
    path(
        f"{_EVENT}protokol/usuniecie/<slug:what>/<int:number>/",
        desk_minutes.remove,
        name="desk-minutes-remove",
    ),
    path(f"{_EVENT}protokol/zadania/<int:number>/", desk_minutes.done, name="desk-action-done"),
    path(f"{_EVENT}sprawozdanie/", desk_reports.report, name="desk-report"),
    path(f"{_EVENT}sprawozdanie/publikacja/", desk_reports.publish, name="desk-report-publish"),
    path(f"{_EVENT}sprawozdanie/cofniecie/", desk_reports.withdraw, name="desk-report-withdraw"),
    path(f"{_EVENT}sprawozdanie/pliki/", desk_reports.documents, name="desk-report-documents"),
    path(f"{_EVENT}sprawozdanie/zalaczniki/", desk_reports.attach, name="desk-report-attach"),
    path(
        f"{_EVENT}sprawozdanie/zalaczniki/<int:number>/usuniecie/",
        desk_reports.detach,
        name="desk-report-detach",
    ),
    path(f"{_EVENT}sprawozdanie/czesci/nowa/", desk_reports.section, name="desk-report-section-new"),
    path(f"{_EVENT}sprawozdanie/czesci/<int:number>/", desk_reports.section, name="desk-report-section"),
    path(
        f"{_EVENT}sprawozdanie/czesci/<int:number>/wyzej/",
        desk_reports.section_up,
        name="desk-report-section-up",
    ),
    path(
        f"{_EVENT}sprawozdanie/czesci/<int:number>/usuniecie/",
        desk_reports.section_remove,
        name="desk-report-section-remove",
    ),
    path(f"{_EVENT}zapisy.csv", desk_registrations.as_csv, name="desk-registrations-csv"),
    path(f"{_EVENT}zapisy.xlsx", desk_registrations.as_xlsx, name="desk-registrations-xlsx"),
    path(f"{_EVENT}zapisy/nowy/", desk_entering.new, name="desk-registration-new"),
    path(f"{_EVENT}zapisy/decyzje/", desk_decisions.decisions, name="desk-decisions"),
    path(f"{_EVENT}zapisy/<slug:code>/", desk_registrations.registration, name="desk-registration"),
    path(
        f"{_EVENT}zapisy/<slug:code>/odwolanie/", desk_registrations.cancel, name="desk-registration-cancel"
    ),
]
