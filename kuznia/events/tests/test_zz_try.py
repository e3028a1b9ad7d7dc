import pytest, re
from datetime import datetime,timedelta,UTC
from kuznia.events.tests.factories import *
from kuznia.events.links import registration_url
def save(name, r): open(f"/tmp/evstub/{name}.html","w").write(r.content.decode())
def test_try(client, stopped_clock):
    a=make_authority()
    org=make_organisation("Federacja MAZOWIA"); make_organisation("Pruszkowska Grupa Robocza", kind="informal_group", legal_form="")
    v=make_venue(step_free=True,lift=True,accessible_toilet=True,induction_loop=True,sign_language=True, directions="Z dworca PKP Pruszków 10 minut pieszo.", accessibility="Wejście od strony parkingu.")
    e=make_event(title="Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego", lead="Trzy warsztaty, rozmowa o współpracy i plan na Forum Organizacji. Udział jest bezpłatny.", motto="Razem znaczy więcej", venue=v, host_organisation=org, taken=41, accessibility="Kącik dla dzieci od 3 lat.", contact_phone="22 738 14 00", asks_wheelchair=True, asks_interpreter=True, asks_diet=True)
    from kuznia.events.models import EventParty
    EventParty.objects.create(event=e, role="co_organiser", organisation=Organisation.objects.get(name__startswith="Prusz"))
    EventParty.objects.create(event=e, role="patron", name="Elżbieta Smolińska, Starosta Pruszkowski")
    s=make_session(e,title="Powitanie i podsumowanie roku",lead="Co udało się zrobić w rocznym programie współpracy i na co poszło 200 000 zł.")
    add_person(s,"Alicja Szpigiel",role="speaker",title="doradca Starosty ds. organizacji pozarządowych")
    t=e.starts_at+timedelta(minutes=45)
    s=make_session(e,kind="panel",title="Rozmowa: gmina, powiat, organizacja",lead="Burmistrz, partnerstwo sąsiedzkie i Forum mówią, co działa, a co przeszkadza.",starts_at=t,ends_at=t+timedelta(hours=1),room=make_room(v,"Sala konferencyjna"))
    add_person(s,"Arkadiusz Kosiński",role="panellist",title="Burmistrz Gminy Brwinów"); add_person(s,"Iwona Radzimirska",role="panellist",title="Partnerstwo Michałowice",position=1); add_person(s,"Ryszard Koszczyński",role="panellist",title="Pruszkowska Grupa Robocza",position=2); add_person(s,"Jan Miech",role="moderator",position=3)
    t=e.starts_at+timedelta(minutes=110); make_session(e,kind="break",title="Przerwa, ciepły posiłek",starts_at=t,ends_at=t+timedelta(minutes=10))
    w1=make_workshop(e,"Fundraising",taken=13,lead="Skąd brać pieniądze poza dotacjami.",room=make_room(v,"Sala 1")); add_person(w1,"Olga Wojciechowska",role="leader")
    w2=make_workshop(e,"Diagnoza lokalna",taken=8,lead="Jak zbadać, czego potrzebują sąsiedzi.",room=make_room(v,"Sala 2")); add_person(w2,"Marcin Mitzner",role="leader")
    w3=make_workshop(e,"Status OPP: przywilej czy dodatek?",taken=20,lead="Kiedy 1,5% się opłaca.",room=make_room(v,"Sala 3")); add_person(w3,"Monika Chrzczonowicz",role="leader")
    t=e.starts_at+timedelta(hours=4); make_session(e,title="Forum Organizacji: następny krok",lead="Cele, skład i termin kolejnego spotkania.",starts_at=t,ends_at=t+timedelta(hours=1))
    past=make_event(title="Konferencja 2012",starts_at=datetime(2012,11,15,9,tzinfo=UTC),ends_at=datetime(2012,11,15,15,tzinfo=UTC),registration_closes_at=None)
    f=make_event(title="Spotkanie w sprawie Forum",starts_at=datetime(2012,12,12,15,30,tzinfo=UTC),ends_at=datetime(2012,12,12,17,tzinfo=UTC),registration_closes_at=None,follows=past,kind="meeting")
    make_event(title="Szkolenie: księgowość",starts_at=datetime(2026,12,1,15,30,tzinfo=UTC),ends_at=datetime(2026,12,1,17,tzinfo=UTC),registration_closes_at=None,kind="training",capacity=10,taken=10)
    make_notice()
    from kuznia.audit.services import record
    from kuznia.audit.models import Audience
    record(subject=e,actor=make_officer(),sentence="The event was announced.",audience=Audience.PUBLIC)
    save("list",client.get("/wydarzenia/")); save("event",client.get(e.get_absolute_url()));  save("past",client.get(past.get_absolute_url()))
    u=e.get_absolute_url()+"zapis/"
    r=client.get(u+f"?block_1={w1.pk}"); save("signup",r)
    html=r.content.decode()
    data={k:v for k,v in re.findall(r'name="(form_key|notice_version|opened)" value="([^"]*)"',html)}
    stopped_clock.move_to(datetime(2026,11,16,12,1,tzinfo=UTC))
    data|={"name":"Ewa Iskra","email":"","coming_for":"organisation","organisation_name":"","block_1":w3.pk,"homepage":""}
    save("error",client.post(u,data))
    data|={"email":"ewa@przyklad.pl","organisation_name":"federacja mazowia","knows_notice":"on","diet":"bez mięsa","block_1":w3.pk,"wheelchair":"on"}
    save("full",client.post(u,data))
    data|={"block_1":w1.pk}
    r=client.post(u,data); save("sent",client.get(r.url))
    reg=Registration.objects.get(); u=registration_url(reg).split(":8000")[1]
    save("held",client.get(u)); save("change",client.get(u+"zmiana/")); save("cancel",client.get(u+"rezygnacja/"))
    from django.utils import translation
    save("event-en",client.get("/en"+e.get_absolute_url())); translation.activate("pl")
    save("seats",client.get(e.get_absolute_url()+"miejsca/"))
    client.post(u+"potwierdz/"); save("confirmed",client.get(u))
    client.post(u+"rezygnacja/"); save("cancelled",client.get(u))
