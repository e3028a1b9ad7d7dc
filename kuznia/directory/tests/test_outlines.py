import json

import pytest
from django.core.management import CommandError, call_command

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.borders_file import frame_of
from kuznia.directory.models import Authority, Municipality, Outline
from kuznia.directory.services import replace_outlines
from kuznia.directory.shapes import shape_from, shapes_of_gminas
from kuznia.directory.teryt import _rows
from kuznia.directory.tests.factories import HOUSE, make_county, office_actor
from kuznia.lib.errors import Forbidden, Refused

# The same corner of Brwinów in degrees and on the grid of 1992, far apart enough to be told apart.
ELSEWHERE = "Obrysy w pliku nie leżą tam, gdzie powiat. Przy pobieraniu wybierz WGS 84 albo EPSG:2180."
NOT_READ = "To nie jest plik GeoJSON: nie da się go odczytać."
NO_LIST = "To nie jest plik GeoJSON: nie ma w nim listy obrysów (features)."
NO_CODE = "Ten plik nie jest z państwowego rejestru granic: obrysy nie mają kodu (JPT_KOD_JE)."


def feature(code, geometry):
    return {"type": "Feature", "properties": {"JPT_KOD_JE": code, "JPT_NAZWA_": "x"}, "geometry": geometry}


def moved(shape, turn):
    return [[[list(turn(x, y)) for x, y in ring] for ring in polygon] for polygon in shape]


def register(turn=lambda x, y: (x, y), left_out=()):
    """Return a download of the register with the gminas of 1421 as its coordinates would stand there."""
    shapes = shapes_of_gminas("1421")
    return {
        "type": "FeatureCollection",
        "features": [
            feature(f"{code}2", {"type": "MultiPolygon", "coordinates": moved(shape, turn)})
            for code, shape in shapes.items()
            if code not in left_out
        ],
    }


def to_grid(longitude, latitude):
    """Project by the series of Redfearn, another way than the code under test: good to a centimetre here."""
    from math import cos, radians, sin, sqrt, tan

    a, e2, k, phi = 6378137.0, 0.00669438002290, 0.9993, radians(latitude)
    e4, e6, p2 = e2**2, e2**3, e2 / (1 - e2)
    arc = a * (
        (1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * phi
        - (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * sin(2 * phi)
        + (15 * e4 / 256 + 45 * e6 / 1024) * sin(4 * phi)
        - (35 * e6 / 3072) * sin(6 * phi)
    )
    n, t, c = a / sqrt(1 - e2 * sin(phi) ** 2), tan(phi) ** 2, p2 * cos(phi) ** 2
    w = radians(longitude - 19) * cos(phi)
    east = k * n * (w + (1 - t + c) * w**3 / 6 + (5 - 18 * t + t * t + 72 * c - 58 * p2) * w**5 / 120)
    north = k * (arc + n * tan(phi) * (w**2 / 2 + (5 - t + 9 * c + 4 * c * c) * w**4 / 24))
    return 500000 + east, north - 5300000


def written(tmp_path, content):
    path = tmp_path / "granice.geojson"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def kept():
    rows = Outline.objects.values_list("municipality__teryt6", "polygons")
    return {teryt6: shape_from(polygons) for teryt6, polygons in rows}


def test_set_up_county_draws_its_gminas_when_their_outlines_are_known(county):
    assert kept() == shapes_of_gminas("1421")


@pytest.mark.django_db
def test_set_up_county_draws_a_city_with_county_rights_as_its_one_gmina():
    make_county("1261")

    assert list(kept()) == ["126101"]


@pytest.mark.django_db
def test_set_up_county_draws_the_county_alone_when_no_gmina_is_known():
    make_county("0201")

    assert list(Outline.objects.values_list("municipality", flat=True)) == [None]


@pytest.mark.parametrize(
    "turn",
    [
        lambda x, y: (x, y),
        lambda x, y: (y, x),
        to_grid,
        lambda x, y: to_grid(x, y)[::-1],
    ],
    ids=["degrees", "latitude first", "grid", "north first"],
)
def test_replace_outlines_reads_every_way_in_which_the_register_writes(county, tmp_path, turn):
    before = kept()
    Outline.objects.all().delete()

    count = replace_outlines(path=written(tmp_path, register(turn)), actor=HOUSE)

    assert count == 6
    assert frame_of(kept().values()) == pytest.approx(frame_of(before.values()), abs=2e-5)
    assert history_of(county, audiences=list(Audience))[0].sentence == (
        "Narysowano gminy od nowa z rejestru granic."
    )


def test_replace_outlines_is_refused_when_a_gmina_is_missing_and_changes_nothing(county, tmp_path):
    before = kept()

    with pytest.raises(Refused) as refusal:
        replace_outlines(path=written(tmp_path, register(left_out={"142101", "142106"})), actor=HOUSE)

    assert refusal.value.message == "W pliku nie ma obrysu: Piastów, Raszyn. Nic nie zmieniono."
    assert kept() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG", NOT_READ),
        (b"[" * 100_000, NOT_READ),
        ([], NO_LIST),
        ({"features": {}}, NO_LIST),
        ({"features": []}, NO_LIST),
        ({"features": [7, {"properties": 7}, {"properties": {"name": "x"}}]}, NO_CODE),
        (register(lambda x, y: (x + 3, y)), ELSEWHERE),
        (register(lambda x, y: (x * 1e6, y)), ELSEWHERE),
    ],
)
def test_replace_outlines_says_what_is_wrong_with_a_file(county, tmp_path, content, sentence):
    with pytest.raises(Refused) as refusal:
        replace_outlines(path=written(tmp_path, content), actor=HOUSE)

    assert refusal.value.message == sentence


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [20, 52]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [["x"]]},
        {"type": "Polygon", "coordinates": [[[20, 52], [21, 52], [21, 53]]]},
        {"type": "MultiPolygon", "coordinates": [[[[20, 52], [21, 52], [21, 53], [20, 53]]]]},
    ],
)
def test_replace_outlines_names_the_gmina_whose_outline_is_broken(county, tmp_path, geometry):
    content = {"features": [feature("1421011", geometry)]}

    with pytest.raises(Refused) as refusal:
        replace_outlines(path=written(tmp_path, content), actor=HOUSE)

    assert refusal.value.message == "Obrys w pliku jest uszkodzony: Piastów."


def test_replace_outlines_is_refused_when_there_is_no_such_file(county, tmp_path):
    path = tmp_path / "nie-ma"

    with pytest.raises(Refused) as refusal:
        replace_outlines(path=path, actor=HOUSE)

    assert refusal.value.message == f"Nie ma pliku {path}."


def test_replace_outlines_is_refused_when_the_file_is_too_large(county, tmp_path):
    path = written(tmp_path, {})
    with path.open("ab") as stream:
        stream.truncate(200_000_001)

    with pytest.raises(Refused) as refusal:
        replace_outlines(path=path, actor=HOUSE)

    assert refusal.value.message == "Plik ma ponad 200 MB. Pobierz gminy samego powiatu albo województwa."


@pytest.mark.django_db
def test_replace_outlines_is_refused_before_there_is_a_county(tmp_path):
    with pytest.raises(CommandError, match="Nie ma jeszcze powiatu"):
        call_command("replace_shapes", str(written(tmp_path, register())))


def test_replace_shapes_says_how_many_it_drew(county, tmp_path, capsys):
    call_command("replace_shapes", str(written(tmp_path, register())))

    assert capsys.readouterr().out == "Narysowano od nowa 6 gmin.\n"


def test_replace_outlines_is_forbidden_to_people(county, tmp_path):
    with pytest.raises(Forbidden):
        replace_outlines(path=written(tmp_path, register()), actor=office_actor(county))


@pytest.mark.django_db
@pytest.mark.parametrize("voivodeship", [f"{number:02}" for number in range(2, 33, 2)])
def test_any_county_is_set_up_with_all_its_gminas(voivodeship):
    counties = [row for row in _rows() if row.level == "P" and row.teryt.startswith(voivodeship)]

    for county in counties:
        made = make_county(county.teryt)
        gminas = Municipality.objects.count()
        assert gminas == sum(1 for row in _rows() if row.parent == county.teryt)
        assert Outline.objects.count() == (gminas if made.municipality or county.teryt == "1421" else 1)
        Outline.objects.all().delete()
        Authority.objects.all().delete()
        Municipality.objects.all().delete()


def test_register_of_counties_is_whole():
    assert sum(1 for row in _rows() if row.level == "P") == 380
