from kuznia.lib import ports


class AnyCounty:
    def county(self):
        return ports.CountyProfile(name="Powiat Przykładowy", locative="Powiecie Przykładowym", teryt="9999")


def test_registry_keeps_answers_once_and_in_order():
    registry: ports.Registry[str] = ports.Registry()

    for answer in ("events", "newsroom", "events"):
        registry.register(answer)

    assert list(registry) == ["events", "newsroom"]


def test_county_is_that_of_the_app_that_answers(monkeypatch):
    registry: ports.Registry[ports.County] = ports.Registry()
    registry.register(AnyCounty())
    monkeypatch.setattr(ports, "county_port", registry)

    assert ports.county().name == "Powiat Przykładowy"


def test_county_is_nameless_when_no_app_answers(monkeypatch):
    monkeypatch.setattr(ports, "county_port", ports.Registry())

    assert ports.county() == ports.NO_COUNTY
