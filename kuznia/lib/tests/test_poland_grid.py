import pytest

from kuznia.lib.poland_grid import from_grid

# longitude, latitude, east, north: computed by PROJ 9 for EPSG:4326 and EPSG:2180.
POINTS = [
    (19.0, 52.0, 500000.0, 459309.2094),
    (21.0122, 52.2297, 637382.2044, 486757.2095),
    (14.1457, 52.8377, 173209.7084, 563502.9347),
    (24.0915, 50.8687, 858072.4006, 345888.6592),
    (18.2919, 54.8353, 454532.5685, 774870.0392),
    (22.8605, 49.0027, 782237.0817, 133308.3621),
]


@pytest.mark.parametrize(("longitude", "latitude", "east", "north"), POINTS)
def test_from_grid_agrees_with_proj_to_a_millimetre(longitude, latitude, east, north):
    found = from_grid(east, north)

    assert found == pytest.approx((longitude, latitude), abs=1e-8)
