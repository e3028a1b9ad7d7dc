"""Addresses of questions to the office."""

from django.urls import path

from kuznia.inquiries.views import asking, desk, desk_acts, settings

_OWN = "zapytanie/<slug:code>/<slug:key>/"
_DESK = "urzad/zapytania/<slug:code>/"

app_name = "inquiries"
urlpatterns = [
    path("zapytaj/", asking.ask, name="ask"),
    path(_OWN, asking.inquiry, name="inquiry"),
    path(f"{_OWN}dopisek/", asking.follow_up, name="inquiry-follow-up"),
    path(f"{_OWN}zamkniecie/", asking.close, name="inquiry-close"),
    path("moje/zapytania/<slug:code>/", asking.my_inquiry, name="my-inquiry"),
    path("urzad/zapytania/", desk.inquiries, name="desk-inquiries"),
    path("urzad/zapytania/ustawienia/", settings.settings, name="desk-settings"),
    path("urzad/zapytania/ustawienia/termin/", settings.term, name="desk-term"),
    path("urzad/zapytania/ustawienia/tematy/", settings.topic_add, name="desk-topic-add"),
    path("urzad/zapytania/ustawienia/tematy/<int:number>/", settings.topic, name="desk-topic"),
    path(_DESK, desk.inquiry, name="desk-inquiry"),
    path(f"{_DESK}wziecie/", desk_acts.take, name="desk-take"),
    path(f"{_DESK}oddanie/", desk_acts.put_back, name="desk-put-back"),
    path(f"{_DESK}odpowiedz/", desk_acts.answer, name="desk-answer"),
    path(f"{_DESK}notatka/", desk_acts.note, name="desk-note"),
    path(f"{_DESK}przekazanie/", desk_acts.hand_over, name="desk-hand-over"),
    path(f"{_DESK}zamkniecie/", desk_acts.close, name="desk-close"),
    path(f"{_DESK}otwarcie/", desk_acts.reopen, name="desk-reopen"),
]
