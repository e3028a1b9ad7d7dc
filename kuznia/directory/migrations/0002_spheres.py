"""The 41 spheres of public tasks of art. 4 par. 1 of the public benefit act (Dz.U. 2025 poz. 1338)."""

from django.db import migrations

SPHERES = (
    (
        "1",
        "pomoc społeczna, w tym pomoc rodzinom i osobom w trudnej sytuacji życiowej",
        "pomoc społeczna",
        "social assistance",
    ),
    (
        "1a",
        "wspieranie rodziny i system pieczy zastępczej",
        "pomoc rodzinom",
        "family support and foster care",
    ),
    ("1aa", "tworzenie warunków do zaspokajania potrzeb mieszkaniowych", "mieszkania", "housing needs"),
    ("1b", "nieodpłatna pomoc prawna i świadomość prawna", "pomoc prawna", "free legal aid"),
    ("2", "integracja i reintegracja zawodowa i społeczna", "integracja społeczna", "social inclusion"),
    ("3", "działalność charytatywna", "pomoc charytatywna", "charity"),
    (
        "4",
        "podtrzymywanie tradycji narodowej i rozwój świadomości narodowej, obywatelskiej i kulturowej",
        "tradycja i obywatelskość",
        "national tradition and civic awareness",
    ),
    ("5", "mniejszości narodowe i etniczne oraz język regionalny", "mniejszości", "minorities"),
    ("5a", "integracja cudzoziemców", "cudzoziemcy", "integration of foreigners"),
    ("6", "ochrona i promocja zdrowia", "zdrowie", "health"),
    ("7", "działalność na rzecz osób niepełnosprawnych", "niepełnosprawność", "disability"),
    ("8", "promocja zatrudnienia i aktywizacja zawodowa", "praca", "employment"),
    ("9", "równe prawa kobiet i mężczyzn", "równe prawa", "gender equality"),
    ("10", "działalność na rzecz osób w wieku emerytalnym", "seniorzy", "people of retirement age"),
    ("11", "rozwój gospodarczy i rozwój przedsiębiorczości", "przedsiębiorczość", "economy and enterprise"),
    ("12", "rozwój techniki, wynalazczości i innowacyjności", "technika", "technology and innovation"),
    ("13", "rozwój wspólnot i społeczności lokalnych", "społeczności lokalne", "local communities"),
    ("14", "nauka, szkolnictwo wyższe, edukacja, oświata i wychowanie", "edukacja", "education"),
    (
        "15",
        "działalność na rzecz dzieci i młodzieży, w tym wypoczynek",
        "dzieci i młodzież",
        "children and youth",
    ),
    (
        "16",
        "kultura, sztuka, ochrona dóbr kultury i dziedzictwa narodowego",
        "kultura i dziedzictwo",
        "culture and heritage",
    ),
    ("17", "wspieranie i upowszechnianie kultury fizycznej", "sport", "sport"),
    (
        "18",
        "ekologia, ochrona zwierząt i dziedzictwa przyrodniczego",
        "przyroda i zwierzęta",
        "ecology and animals",
    ),
    ("19", "turystyka i krajoznawstwo", "turystyka", "tourism"),
    ("20", "porządek i bezpieczeństwo publiczne", "bezpieczeństwo", "public order"),
    ("21", "obronność państwa", "obronność", "defence"),
    (
        "22",
        "upowszechnianie i ochrona wolności i praw człowieka, rozwój demokracji",
        "prawa człowieka",
        "human rights and democracy",
    ),
    ("22a", "nieodpłatne poradnictwo obywatelskie", "poradnictwo obywatelskie", "citizens’ advice"),
    ("23", "ratownictwo i ochrona ludności", "ratownictwo", "rescue and civil protection"),
    (
        "24",
        "pomoc ofiarom katastrof, klęsk żywiołowych, konfliktów i wojen",
        "pomoc w katastrofach",
        "disaster relief",
    ),
    ("25", "upowszechnianie i ochrona praw konsumentów", "prawa konsumentów", "consumer rights"),
    (
        "26",
        "integracja europejska i współpraca między społeczeństwami",
        "współpraca międzynarodowa",
        "European and international cooperation",
    ),
    ("27", "promocja i organizacja wolontariatu", "wolontariat", "volunteering"),
    ("28", "pomoc Polonii i Polakom za granicą", "Polonia", "Poles abroad"),
    ("29", "działalność na rzecz kombatantów i osób represjonowanych", "kombatanci", "veterans of war"),
    ("29a", "działalność na rzecz weteranów misji poza granicami", "weterani misji", "veterans of missions"),
    ("30", "promocja Rzeczypospolitej Polskiej za granicą", "promocja Polski", "promotion of Poland abroad"),
    (
        "31",
        "działalność na rzecz rodziny, macierzyństwa i praw dziecka",
        "rodzina i prawa dziecka",
        "family and rights of the child",
    ),
    ("32", "przeciwdziałanie uzależnieniom i patologiom społecznym", "uzależnienia", "addictions"),
    ("32a", "rewitalizacja", "rewitalizacja", "revitalisation"),
    (
        "33",
        "działalność na rzecz organizacji pozarządowych i innych podmiotów pożytku publicznego",
        "wsparcie organizacji",
        "support of organisations",
    ),
    ("34", "działalność na rzecz podmiotów ekonomii społecznej", "ekonomia społeczna", "social economy"),
)


def add_spheres(apps, schema_editor):
    sphere = apps.get_model("directory", "Sphere")
    sphere.objects.bulk_create(
        sphere(code=code, position=position, name_pl=name_pl, tag_pl=tag_pl, name_en=name_en)
        for position, (code, name_pl, tag_pl, name_en) in enumerate(SPHERES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(add_spheres, migrations.RunPython.noop)]
