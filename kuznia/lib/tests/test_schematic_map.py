import json
from itertools import combinations

import pytest
from django.conf import settings

from kuznia.lib.scanlines import Grid
from kuznia.lib.schematic_map import Box, Place, drawing_of, silhouette_of

SQUARE = ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)),),)


def square(x, y, side):
    ring = ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))
    return ((ring,),)


def six_gminas():
    path = settings.KUZNIA_STATIC_DATA / "gminas-1421.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return tuple(
        Place(each["properties"]["teryt"], each["properties"]["name"], shape_of(each["geometry"]))
        for each in features
    )


def shape_of(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(tuple(tuple(map(tuple, ring)) for ring in polygon) for polygon in polygons)


@pytest.mark.parametrize("digits", [1, 2, 3, 4])
def test_drawing_of_six_gminas_covers_no_label_by_another(digits):
    drawing = drawing_of(six_gminas(), digits)

    boxes = [box for place in drawing.places for box in place.boxes]
    assert [place.name for place in drawing.places] == [place.name for place in six_gminas()]
    assert not any(one.touches(other, gap=0) for one, other in combinations(boxes, 2))


def test_drawing_names_a_narrow_gmina_outside_with_a_line_and_a_wide_one_inside():
    drawn = {place.name: place for place in drawing_of(six_gminas(), 2).places}

    assert drawn["Piastów"].name_at.is_outside
    assert drawn["Piastów"].leader.startswith("M")
    assert not drawn["Nadarzyn"].name_at.is_outside
    assert drawn["Nadarzyn"].leader == ""


def test_drawing_holds_every_label_in_its_frame():
    drawing = drawing_of(six_gminas(), 3)
    left, top, width, height = map(float, drawing.view_box.split())

    for box in (box for place in drawing.places for box in place.boxes):
        assert left <= box.left
        assert top <= box.top
        assert box.right <= left + width
        assert box.bottom <= top + height


def test_drawing_puts_name_and_number_outside_when_neither_has_room():
    places = (Place("1", "Wielka", square(0, 0, 1)), Place("2", "Mała", square(1, 0, 0.02)))

    small = drawing_of(places, 2).places[1]

    assert (small.name_at.is_outside, small.number_at.is_outside) == (True, True)
    assert small.number_at.y > small.name_at.y


def test_drawing_of_nineteen_narrow_places_still_covers_no_label():
    places = tuple(
        Place(str(number), f"Gmina o długiej nazwie {number}", square(number % 5, number // 5, 0.99))
        for number in range(19)
    )

    boxes = [box for place in drawing_of(places, 2).places for box in place.boxes]

    assert not any(one.touches(other, gap=0) for one, other in combinations(boxes, 2))


def test_silhouette_is_the_outline_alone():
    found = silhouette_of(((SQUARE[0][0],),))

    assert found.path.startswith("M0 460L")
    assert found.view_box.startswith("-6 -6 ")


def test_grid_tells_whose_a_point_is_and_where_there_is_room():
    grid = Grid([square(0, 0, 100)], left=-20, right=120, top=-20, bottom=120)

    assert (grid.owner((50, 50)), grid.owner((-10, 50))) == (0, None)
    assert grid.room(0, 500, 10) is None
    assert grid.is_empty(-20, -5, 0, 100)


def test_box_knows_its_nearest_point_and_what_it_holds():
    box = Box(0, 0, 10, 10)

    assert box.nearest((20, 5)) == (10, 5)
    assert (box.holds((5, 5)), box.holds((11, 5))) == (True, False)
