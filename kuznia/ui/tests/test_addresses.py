import pytest

from kuznia.ui.addresses import client_address, network_of


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "address"),
    [
        (0, "203.0.113.7", "", "203.0.113.7"),
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (1, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.1", "198.51.100.1", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "<script>", "10.0.0.1"),
        (0, "", "", "0.0.0.0"),
        (0, "::ffff:203.0.113.7", "", "203.0.113.7"),
        (0, "2001:db8::1", "", "2001:db8::1"),
    ],
)
def test_address_is_believed_as_far_as_proxies_are_trusted_when_asked(
    rf, settings, trusted, peer, forwarded, address
):
    settings.KUZNIA_TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    request = rf.get("/", REMOTE_ADDR=peer, headers=headers)

    assert str(client_address(request)) == address


@pytest.mark.parametrize(
    ("peer", "network"), [("203.0.113.7", "203.0.113.0/24"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64")]
)
def test_network_is_what_one_office_shares_when_asked(rf, peer, network):
    request = rf.get("/", REMOTE_ADDR=peer)

    assert network_of(client_address(request)) == network
