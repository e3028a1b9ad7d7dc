"""Addresses of the directory."""

from django.urls import path

from kuznia.directory.views import (
    achievements,
    acting,
    board,
    duplicates,
    exchanges,
    keeping,
    merging,
    offices,
    open_data,
    organisations,
    own,
    public,
    ties,
    venues,
)

_KEPT = "moje/organizacje/<slug:slug>/"

app_name = "directory"
urlpatterns = [
    path("organizacje/", public.listed, name="organisations"),
    path("organizacje/lista.csv", open_data.as_csv, name="organisations-csv"),
    path("organizacje/lista.json", open_data.as_json, name="organisations-json"),
    path("organizacje/<slug:slug>/", public.organisation, name="organisation"),
    path("dzialaj-jako/", acting.act_as, name="act-as"),
    path("moje/organizacje/<slug:slug>/", own.edit, name="my-organisation"),
    path("moje/organizacje/<slug:slug>/przedstawiciele/", own.representatives, name="my-representatives"),
    path(f"{_KEPT}potwierdz/", keeping.confirm, name="confirm"),
    path(f"{_KEPT}szukamy-i-dajemy/", exchanges.listed, name="exchanges"),
    path(f"{_KEPT}szukamy-i-dajemy/<int:number>/", exchanges.edit, name="exchange-edit"),
    path(f"{_KEPT}szukamy-i-dajemy/<int:number>/zakoncz/", exchanges.end, name="exchange-end"),
    path(f"{_KEPT}osiagniecia/", achievements.achievements, name="achievements"),
    path(f"{_KEPT}osiagniecia/<int:number>/", achievements.achievement, name="achievement-edit"),
    path(
        f"{_KEPT}osiagniecia/<int:number>/usun/", achievements.achievement_remove, name="achievement-remove"
    ),
    path(f"{_KEPT}dokumenty/", achievements.papers, name="papers"),
    path(f"{_KEPT}dokumenty/<int:number>/usun/", achievements.paper_remove, name="paper-remove"),
    path(f"{_KEPT}zarzad/", board.listed, name="board"),
    path(f"{_KEPT}zarzad/<int:number>/", board.member, name="board-member"),
    path(f"{_KEPT}zarzad/<int:number>/zakoncz/", board.member_end, name="board-member-end"),
    path("urzad/organizacje/", organisations.desk, name="desk-organisations"),
    path("urzad/organizacje/nowa/", organisations.add, name="organisation-add"),
    path("urzad/organizacje/<slug:slug>/dane/", organisations.edit, name="organisation-edit"),
    path("urzad/organizacje/<slug:slug>/zamknij/", organisations.close, name="organisation-close"),
    path("urzad/organizacje/<slug:slug>/otworz/", organisations.reopen, name="organisation-reopen"),
    path("urzad/organizacje/<slug:slug>/przedstawiciele/", ties.representatives, name="representatives"),
    path(
        "urzad/organizacje/<slug:slug>/przedstawiciele/<int:number>/",
        ties.representative,
        name="representative-edit",
    ),
    path(
        "urzad/organizacje/<slug:slug>/przedstawiciele/<int:number>/zakoncz/",
        ties.representative_end,
        name="representative-end",
    ),
    path("urzad/organizacje/<slug:slug>/czlonkostwa/", ties.memberships, name="memberships"),
    path(
        "urzad/organizacje/<slug:slug>/czlonkostwa/<int:number>/zakoncz/",
        ties.membership_end,
        name="membership-end",
    ),
    path("urzad/organizacje/podobne/", duplicates.duplicates, name="duplicates"),
    path("urzad/organizacje/podobne/szukaj/", duplicates.look, name="duplicates-look"),
    path("urzad/organizacje/podobne/<int:number>/rozne/", duplicates.apart, name="duplicates-apart"),
    path("urzad/organizacje/<slug:slug>/polacz/", merging.choose, name="organisation-merge-choose"),
    path("urzad/organizacje/<slug:slug>/polacz/<slug:other>/", merging.merge, name="organisation-merge"),
    path("urzad/organizacje/<slug:slug>/rozlacz/", merging.part, name="organisation-part"),
    path("urzad/miejsca/", venues.venues, name="venues"),
    path("urzad/miejsca/nowe/", venues.venue_add, name="venue-add"),
    path("urzad/miejsca/<int:number>/", venues.venue_edit, name="venue-edit"),
    path("urzad/miejsca/<int:number>/nowa-sala/", venues.room_add, name="room-add"),
    path("urzad/sale/<int:number>/", venues.room_edit, name="room-edit"),
    path("urzad/powiat/", offices.county, name="county"),
    path("urzad/powiat/ludzie/", offices.posts, name="posts"),
    path("urzad/powiat/ludzie/<int:number>/zakoncz/", offices.post_end, name="post-end"),
]
