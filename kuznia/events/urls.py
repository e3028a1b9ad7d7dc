"""Addresses of events: the public pages, sign-ups, and the officers' desk."""

from django.urls import URLPattern, path

from kuznia.events import urls_desk
from kuznia.events.views import (
    certificates,
    delegating,
    delegations,
    hall,
    patronage,
    proposals,
    public,
    records,
    registrations,
    sent,
    signing_up,
    surveys,
    waiting,
)

app_name = "events"


def _delegation(address: str, prefix: str) -> list[URLPattern]:
    """Return the pages of a delegation below the address by which its contact opens it."""
    one = f"{address}osoby/<slug:member>/"
    return [
        path(address, delegations.delegation, name=f"{prefix}delegation"),
        path(f"{address}potwierdz/", delegations.confirm, name=f"{prefix}delegation-confirm"),
        path(f"{address}rezygnacja/", delegations.cancel, name=f"{prefix}delegation-cancel"),
        path(f"{one}zmiana/", delegations.change_member, name=f"{prefix}delegation-change"),
        path(f"{one}wypisanie/", delegations.remove_member, name=f"{prefix}delegation-remove"),
    ]


_OWN = "moje/organizacje/<slug:slug>/wydarzenia/"
_ONE = f"{_OWN}<int:number>/"
_PROPOSALS = [
    path(_OWN, proposals.proposals, name="my-proposals"),
    path(f"{_OWN}nowe/", proposals.new, name="my-proposal-new"),
    path(_ONE, proposals.proposal, name="my-proposal"),
    path(f"{_ONE}zmiana/", proposals.edit, name="my-proposal-edit"),
    path(f"{_ONE}wyslanie/", proposals.move, {"act": "submit"}, name="my-proposal-submit"),
    path(f"{_ONE}cofniecie/", proposals.move, {"act": "take-back"}, name="my-proposal-take-back"),
    path(f"{_ONE}wycofanie/", proposals.move, {"act": "withdraw"}, name="my-proposal-withdraw"),
    path(f"{_ONE}odwolanie/", proposals.cancel, name="my-proposal-cancel"),
]

urlpatterns = [
    path("wydarzenia/", public.events, name="events"),
    path("wydarzenia/<slug:slug>/", public.event, name="event"),
    path("wydarzenia/<slug:slug>/miejsca/", public.seats, name="seats"),
    path("wydarzenia/<slug:slug>/kalendarz.ics", public.calendar, name="event-ics"),
    path("wydarzenia/<slug:slug>/wyniki.csv", surveys.results, name="survey-results"),
    path("wydarzenia/<slug:slug>/pytania/", hall.questions, name="hall"),
    path("wydarzenia/<slug:slug>/pytania/kod.svg", hall.questions_qr, name="hall-qr"),
    path("wydarzenia/<slug:slug>/zapis/", signing_up.sign_up, name="event-sign-up"),
    path("wydarzenia/<slug:slug>/zapis/wyslano/", sent.sent, name="sign-up-sent"),
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
    path("zapisy/<slug:code>/<slug:key>/bilet.svg", registrations.ticket, name="registration-ticket"),
    path("zapisy/<slug:code>/<slug:key>/kolejka/<int:number>/przyjecie/", waiting.take, name="wish-take"),
    path("zapisy/<slug:code>/<slug:key>/kolejka/<int:number>/rezygnacja/", waiting.leave, name="wish-leave"),
    path("moje/zapisy/<slug:code>/", registrations.registration, name="my-registration"),
    path("moje/zapisy/<slug:code>/potwierdz/", registrations.confirm, name="my-registration-confirm"),
    path("moje/zapisy/<slug:code>/zmiana/", registrations.change, name="my-registration-change"),
    path("moje/zapisy/<slug:code>/rezygnacja/", registrations.cancel, name="my-registration-cancel"),
    path("ankiety/<int:number>/<slug:key>/", surveys.survey, name="survey"),
    path("wydarzenia/<slug:slug>/zapisy/delegacja/", delegating.sign_up, name="event-delegation"),
    path("wydarzenia/<slug:slug>/zapisy/delegacja/wyslano/", delegating.sent, name="delegation-sent"),
    *_delegation("delegacje/<slug:code>/<slug:key>/", ""),
    *_delegation("moje/delegacje/<slug:code>/", "my-"),
    path("moje/zapisy/<slug:code>/bilet.svg", registrations.ticket, name="my-registration-ticket"),
    path("moje/zapisy/<slug:code>/kolejka/<int:number>/przyjecie/", waiting.take, name="my-wish-take"),
    path("moje/zapisy/<slug:code>/kolejka/<int:number>/rezygnacja/", waiting.leave, name="my-wish-leave"),
    *_PROPOSALS,
    *urls_desk.urlpatterns,
]
