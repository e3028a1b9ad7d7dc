from kuznia.lib.borders import simplified

# Two squares side by side; the border between them has a bump, and each has a hair that nobody sees.
LEFT = (
    (((0.0, 0.0), (0.5, 0.0001), (1.0, 0.0), (1.0, 0.5), (1.1, 0.6), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)),),
)
RIGHT = ((((2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.1, 0.6), (1.0, 0.5), (1.0, 0.0), (2.0, 0.0)),),)


def points_of(shape):
    return {point for polygon in shape for ring in polygon for point in ring}


def test_simplified_drops_what_is_not_seen_and_keeps_corners():
    found = simplified({"left": LEFT}, tolerance=0.01)

    assert (0.5, 0.0001) not in points_of(found["left"])
    assert {(0.0, 0.0), (1.0, 0.0), (1.1, 0.6), (1.0, 1.0)} <= points_of(found["left"])


def test_simplified_leaves_no_gap_when_two_share_a_border():
    found = simplified({"left": LEFT, "right": RIGHT}, tolerance=0.3)

    shared = points_of(found["left"]) & points_of(found["right"])
    assert shared == {(1.0, 0.0), (1.0, 1.0)}
    assert all(ring[0] == ring[-1] for shape in found.values() for polygon in shape for ring in polygon)


def test_simplified_drops_a_speck_but_never_the_whole_of_a_shape():
    speck = (((5.0, 5.0), (5.0001, 5.0), (5.0, 5.0001), (5.0, 5.0)),)

    found = simplified({"left": (*LEFT, speck), "speck": (speck,)}, tolerance=0.01)

    assert len(found["left"]) == 1
    assert found["speck"] == (speck,)


def test_simplified_goes_round_points_that_are_said_twice():
    ring = ((0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))

    found = simplified({"one": ((ring,),)}, tolerance=0.01)

    assert found["one"] == ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),),)
