"""The first version of the privacy notices: plain words, the county's contact filled in when they are shown."""

from django.db import migrations

REGISTRATION_PL = """\
Administratorem Twoich danych jest $county, $address. Możesz do nas napisać ($email) albo zadzwonić ($phone).

W sprawach danych osobowych pomaga inspektor ochrony danych: $officer.

## Po co nam Twoje dane

- Żeby zapisać Cię na wydarzenie, potrzymać dla Ciebie miejsce i powiedzieć Ci o zmianach.
- Żeby wydarzenie się odbyło: przygotować salę, listę uczestników i materiały.
- Żeby wykazać, że zadanie publiczne zostało wykonane.

Robimy to, bo współpraca z organizacjami i mieszkańcami jest zadaniem publicznym powiatu (art. 6 ust. 1 lit. e RODO w związku z ustawą o działalności pożytku publicznego i o wolontariacie).

## Twoje potrzeby

Jeśli napiszesz nam o potrzebie, która dotyczy zdrowia (na przykład wózek, tłumacz języka migowego, dieta), użyjemy tej informacji tylko po to, żeby jej sprostać. Podstawą jest Twoja wyraźna zgoda (art. 9 ust. 2 lit. a RODO). Możesz ją wycofać w każdej chwili: usuń potrzebę ze swojego zapisu albo napisz do nas. To, co zrobiliśmy przed wycofaniem zgody, pozostaje zgodne z prawem.

## Jak długo je przechowujemy

- Informacje o potrzebach usuwamy 7 dni po wydarzeniu.
- Zapis na wydarzenie przechowujemy przez rok po wydarzeniu. Dłużej tylko wtedy, gdy każą nam przepisy o archiwach.
- Wiadomości e-mail do Ciebie usuwamy 30 dni po wysłaniu.

## Komu je przekazujemy

Twoje dane widzą osoby, które prowadzą wydarzenie: pracownicy urzędu oraz współorganizator, jeśli wydarzenie go ma. Nie sprzedajemy ich, nie wysyłamy poza Europejski Obszar Gospodarczy i nie podejmujemy na ich podstawie automatycznych decyzji.

## Twoje prawa

Możesz zobaczyć swoje dane, poprawić je, poprosić o ich usunięcie albo ograniczenie, wnieść sprzeciw i wycofać zgodę. Wystarczy napisać do nas albo do inspektora.

Jeśli uważasz, że przetwarzamy dane niezgodnie z prawem, możesz złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych (ul. Stawki 2, 00-193 Warszawa).

## Czy musisz je podać

Nie. Bez imienia, nazwiska i adresu e-mail nie zapiszemy Cię jednak na wydarzenie, bo nie będziemy wiedzieć, dla kogo jest miejsce. Pozostałe informacje są dobrowolne.
"""

REGISTRATION_EN = """\
The controller of your data is $county, $address. You can write to us ($email) or call ($phone).

The data protection officer helps in matters of personal data: $officer.

## What we need your data for

- To sign you up for the event, hold a place for you and tell you about changes.
- To run the event: prepare the room, the list of participants and the materials.
- To show that the public task was done.

We do it because co-operation with organisations and residents is a public task of the county (art. 6(1)(e) GDPR together with the act on public benefit and volunteer work [ustawa o działalności pożytku publicznego i o wolontariacie]).

## Your needs

If you tell us about a need that concerns health (for example a wheelchair, a sign language interpreter, a diet), we use it only to meet that need. The basis is your explicit consent (art. 9(2)(a) GDPR). You can withdraw it at any time: delete the need from your sign-up or write to us. What we did before stays lawful.

## How long we keep them

- We delete what you told us about needs 7 days after the event.
- We keep the sign-up for a year after the event; longer only where the law on archives demands it.
- We delete e-mails to you 30 days after they were sent.

## Who gets them

Your data are seen by the people who run the event: staff of the office and of the co-organiser, if the event has one. We don't sell them, we don't send them outside the European Economic Area, and no decision about you is made by a machine.

## Your rights

You can see your data, correct them, ask us to delete or restrict them, object, and withdraw a consent. Write to us or to the officer.

If you think that we process data against the law, you can complain to the President of the Personal Data Protection Office [Prezes Urzędu Ochrony Danych Osobowych] (ul. Stawki 2, 00-193 Warszawa, Poland).

## Must you give them

No. But without a name and an e-mail address we cannot sign you up, for we would not know whose place it is. Everything else is voluntary.
"""

PHOTOS_PL = """\
Administratorem Twoich danych jest $county, $address. Możesz do nas napisać ($email). Inspektor ochrony danych: $officer.

Na wydarzeniu robimy zdjęcia. Jeśli się zgodzisz, możemy pokazać zdjęcia, na których da się Ciebie rozpoznać, na tej stronie i w materiałach powiatu o współpracy z organizacjami.

Podstawą jest Twoja zgoda (art. 6 ust. 1 lit. a RODO). Nie musisz jej dawać i nie ma to wpływu na zapis.

Zgodę możesz wycofać w każdej chwili: na stronie „Moje dane” albo pisząc do nas. Usuniemy wtedy zdjęcia z naszej strony. Bez wycofania przechowujemy je przez 5 lat.

Możesz też zobaczyć swoje dane, poprawić je, poprosić o usunięcie albo ograniczenie i złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych (ul. Stawki 2, 00-193 Warszawa).
"""

PHOTOS_EN = """\
The controller of your data is $county, $address. You can write to us ($email). Data protection officer: $officer.

We take photos at the event. If you agree, we may show photos on which you can be recognised on this site and in the county's materials about co-operation with organisations.

The basis is your consent (art. 6(1)(a) GDPR). You need not give it, and your sign-up doesn't depend on it.

You can withdraw it at any time, on the page "My data" or by writing to us. We will then remove the photos from our site. Otherwise we keep them for 5 years.

You can also see your data, correct them, ask us to delete or restrict them, and complain to the President of the Personal Data Protection Office [Prezes Urzędu Ochrony Danych Osobowych] (ul. Stawki 2, 00-193 Warszawa, Poland).
"""

ACCOUNT_PL = """\
Administratorem Twoich danych jest $county, $address. Możesz do nas napisać ($email) albo zadzwonić ($phone).

W sprawach danych osobowych pomaga inspektor ochrony danych: $officer.

## Po co nam Twoje dane

- Imię, nazwisko i adres e-mail: żeby dało się zalogować i żebyśmy wiedzieli, kto prowadzi sprawę.
- Telefon, jeśli go podasz: żeby zadzwonić w Twojej sprawie.
- Zapis tego, co i kiedy zrobiono w sprawie: żeby każdą decyzję dało się sprawdzić.

Robimy to, bo współpraca z organizacjami i mieszkańcami jest zadaniem publicznym powiatu (art. 6 ust. 1 lit. e RODO).

## Jak długo je przechowujemy

Tak długo, jak masz konto. Możesz je usunąć na stronie „Moje konto”. W aktach spraw zostaje wtedy tylko numer, bez Twojego nazwiska. Akta przechowujemy tak długo, jak każą przepisy o archiwach.

## Komu je przekazujemy

Widzą je pracownicy urzędu, którzy prowadzą Twoją sprawę. Nie sprzedajemy ich, nie wysyłamy poza Europejski Obszar Gospodarczy i nie podejmujemy na ich podstawie automatycznych decyzji.

## Twoje prawa

Możesz zobaczyć swoje dane, poprawić je, pobrać, poprosić o ich usunięcie albo ograniczenie i wnieść sprzeciw. Większość zrobisz od razu na stronie „Moje dane”.

Możesz też złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych (ul. Stawki 2, 00-193 Warszawa).

## Czy musisz je podać

Nie. Konto jest dobrowolne, a na wydarzenia zapiszesz się bez niego.
"""

ACCOUNT_EN = """\
The controller of your data is $county, $address. You can write to us ($email) or call ($phone).

The data protection officer helps in matters of personal data: $officer.

## What we need your data for

- Name and e-mail address: so that you can sign in and we know who runs a matter.
- Phone, if you give it: to call you about a matter of yours.
- The record of what was done in a case and when: so that every decision can be checked.

We do it because co-operation with organisations and residents is a public task of the county (art. 6(1)(e) GDPR).

## How long we keep them

As long as you have the account. You can erase it on the page "My account". Case files then keep only a number, without your name; we keep the files as long as the law on archives demands.

## Who gets them

They are seen by staff of the office who run your case. We don't sell them, we don't send them outside the European Economic Area, and no decision about you is made by a machine.

## Your rights

You can see your data, correct them, take a copy, ask us to delete or restrict them, and object. Most of it you can do at once on the page "My data".

You can also complain to the President of the Personal Data Protection Office [Prezes Urzędu Ochrony Danych Osobowych] (ul. Stawki 2, 00-193 Warszawa, Poland).

## Must you give them

No. The account is voluntary, and you can sign up for events without one.
"""

NOTICES = (
    (
        "accounts.account",
        "Dane osób, które mają konto",
        "Data of people with an account",
        ACCOUNT_PL,
        ACCOUNT_EN,
    ),
    (
        "events.registration",
        "Dane osób, które zapisują się na wydarzenie",
        "Data of people who sign up for an event",
        REGISTRATION_PL,
        REGISTRATION_EN,
    ),
    (
        "events.photos",
        "Zgoda na zdjęcia z wydarzenia",
        "Consent to photos from an event",
        PHOTOS_PL,
        PHOTOS_EN,
    ),
)


def publish(apps, schema_editor):
    notice = apps.get_model("accounts", "PrivacyNotice")
    for purpose, title_pl, title_en, body_pl, body_en in NOTICES:
        notice.objects.create(
            purpose=purpose, version=1, title_pl=title_pl, title_en=title_en, body_pl=body_pl, body_en=body_en
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("lib", "0001_clock")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
