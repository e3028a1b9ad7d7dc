"""Addresses of the directory."""

from django.urls import path

from kuznia.directory.views import (
    acting,
    claims,
    desk_claims,
    offices,
    organisations,
    own,
    people,
    public,
    ties,
    venues,
)

app_name = "directory"
urlpatterns = [
    path("organizacje/", public.listed, name="organisations"),
    path("organizacje/<slug:slug>/", public.organisation, name="organisation"),
    path("dzialaj-jako/", acting.act_as, name="act-as"),
    path("moje/organizacje/<slug:slug>/", own.edit, name="my-organisation"),
    path("moje/organizacje/<slug:slug>/przedstawiciele/", people.representatives, name="my-representatives"),
    path(
        "moje/organizacje/<slug:slug>/przedstawiciele/<int:number>/",
        people.representative,
        name="my-representative",
    ),
    path(
        "moje/organizacje/<slug:slug>/przedstawiciele/<int:number>/zakoncz/",
        people.representative_end,
        name="my-representative-end",
    ),
    path(
        "moje/organizacje/<slug:slug>/zaproszenia/<int:number>/cofnij/",
        people.invitation_cancel,
        name="invitation-cancel",
    ),
    path("zaproszenie/<int:number>/<str:key>/", people.invitation, name="invitation"),
    path("zglos-organizacje/", claims.register, name="register"),
    path("organizacje/<slug:slug>/to-moja/", claims.claim, name="claim"),
    path("moje/zgloszenia/<int:number>/", claims.my_claim, name="my-claim"),
    path("moje/zgloszenia/<int:number>/cofnij/", claims.my_claim_withdraw, name="my-claim-withdraw"),
    path("zgloszenie/<int:number>/<str:key>/", claims.confirm, name="claim-confirm"),
    path("urzad/zgloszenia/", desk_claims.claims, name="desk-claims"),
    path("urzad/zgloszenia/<int:number>/", desk_claims.claim, name="desk-claim"),
    path("urzad/zgloszenia/<int:number>/potwierdz/", desk_claims.accept, name="desk-claim-accept"),
    path("urzad/zgloszenia/<int:number>/odmow/", desk_claims.refuse, name="desk-claim-refuse"),
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
    path("urzad/miejsca/", venues.venues, name="venues"),
    path("urzad/miejsca/nowe/", venues.venue_add, name="venue-add"),
    path("urzad/miejsca/<int:number>/", venues.venue_edit, name="venue-edit"),
    path("urzad/miejsca/<int:number>/nowa-sala/", venues.room_add, name="room-add"),
    path("urzad/sale/<int:number>/", venues.room_edit, name="room-edit"),
    path("urzad/powiat/", offices.county, name="county"),
    path("urzad/powiat/ludzie/", offices.posts, name="posts"),
    path("urzad/powiat/ludzie/<int:number>/zakoncz/", offices.post_end, name="post-end"),
]
