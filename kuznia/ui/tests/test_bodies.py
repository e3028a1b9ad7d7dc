import io

import pytest

from kuznia.ui.bodies import MOST_BYTES, WholeInput


def test_body_is_read_whole_when_it_comes_in_parts():
    stream = WholeInput(_Slow([b"ab", b"c", b"def"]), 6)

    assert (stream.read(4), stream.read()) == (b"abcd", b"ef")


def test_body_is_an_error_when_the_client_is_cut_off():
    stream = WholeInput(io.BytesIO(b"name=Ewa"), 10)

    with pytest.raises(ConnectionError):
        stream.read()


def test_nothing_is_read_beyond_what_was_announced():
    stream = WholeInput(io.BytesIO(b"name=Ewa&more"), 8)

    assert (stream.read(), stream.read()) == (b"name=Ewa", b"")


class _Slow:
    """A stream that gives less than was asked for, as sockets do."""

    def __init__(self, parts):
        self.parts = parts

    def read(self, size):
        part = self.parts.pop(0)
        if len(part) > size:
            self.parts.insert(0, part[size:])
        return part[:size]


@pytest.mark.django_db
def test_page_says_how_much_may_be_sent_when_it_was_more(client):
    answer = client.post("/wyglad/", b"", content_type="text/plain", CONTENT_LENGTH=str(MOST_BYTES + 1))

    assert answer.status_code == 413
    assert "<h1>Za dużo naraz</h1>" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
def test_form_of_more_than_a_million_bytes_is_refused_as_too_large(client, kind):
    answer = client.post("/wyglad/", b"name=" + b"x" * 1_000_001, content_type=kind)

    assert answer.status_code == 413


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "utf-16", "iso-8859-2"])
def test_request_is_refused_when_it_claims_another_alphabet(client, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    assert client.post("/wyglad/", b"next=/", content_type=kind).status_code == 400
    assert client.get("/?q=1", CONTENT_TYPE=kind).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_method_that_nothing_uses_is_refused_with_those_that_are_used(client, method):
    answer = client.generic(method, "/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
