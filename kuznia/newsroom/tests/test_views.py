from bs4 import BeautifulSoup

from kuznia.newsroom.tests.factories import make_draft, make_news, make_picture, paragraph

HOSTILE = (
    '<p onclick="steal()">Ala <b>ma</b><script>steal()</script> <a href="javascript:steal()">kota</a>'
    '<img src="x" onerror="steal()"><span style="color:red">!</span></p><iframe src="https://evil.test"></iframe>'
)


def main_of(response):
    return BeautifulSoup(response.content, "html.parser").main


def test_list_shows_titles_with_their_addresses(client, editor):
    make_news(editor, "Żółta łódź")

    response = client.get("/aktualnosci/")

    assert response.status_code == 200
    assert [(link.text, link["href"]) for link in main_of(response).select(".news a")] == [
        ("Żółta łódź", "/aktualnosci/zolta-lodz/")
    ]


def test_list_says_so_when_there_is_no_news(client, county):
    response = client.get("/aktualnosci/")

    assert main_of(response).select_one(".empty").text.strip() == "Nie ma jeszcze aktualności."


def test_english_list_marks_polish_titles(client, editor):
    make_news(editor, "Po polsku")
    make_news(editor, "Obie wersje", title_en="Both", lead_en="It begins.")

    response = client.get("/en/aktualnosci/")

    assert [(link.text, link.get("lang")) for link in main_of(response).select(".news a")] == [
        ("Both", None),
        ("Po polsku", "pl"),
    ]


def test_list_costs_the_same_queries_when_there_are_thirty_news(client, editor, django_assert_num_queries):
    make_news(editor)
    client.get("/aktualnosci/")
    with django_assert_num_queries(2):
        client.get("/aktualnosci/")

    for number in range(29):
        make_news(editor, f"Wieść {number}")

    with django_assert_num_queries(2):
        client.get("/aktualnosci/")


def test_article_costs_three_queries_for_itself_and_what_it_is_about(
    client, editor, django_assert_num_queries
):
    page = make_news(editor)
    client.get(page.url)

    with django_assert_num_queries(3):
        response = client.get(page.url)

    assert main_of(response).h1.text == "Startuje Kuźnia"


def test_english_article_marks_each_part_that_is_polish(client, editor):
    make_news(editor, "Żółta łódź", title_en="Yellow boat")

    main = main_of(client.get("/en/aktualnosci/zolta-lodz/"))

    assert (main.h1.text, main.h1.get("lang")) == ("Yellow boat", None)
    assert (main.select_one(".lead").get("lang"), main.select_one(".prose").get("lang")) == ("pl", "pl")


def test_draft_is_hidden(client, county):
    make_draft()

    assert client.get("/aktualnosci/szkic/").status_code == 404


def test_article_is_gone_when_it_was_taken_down(client, editor):
    page = make_news(editor)
    page.unpublish()

    assert client.get(page.url).status_code == 404


def test_hostile_rich_text_comes_out_plain(client, editor):
    page = make_news(editor, body=paragraph(HOSTILE))

    prose = main_of(client.get(page.url)).select_one(".rich")

    assert prose.decode_contents() == "<p>Ala <b>ma</b> <a>kota</a>!</p>"


def test_hostile_words_are_escaped_in_every_other_block(client, editor):
    evil = "<script>steal()</script>"
    quote = {"type": "quote", "value": {"text": evil, "who": evil}}
    page = make_news(
        editor, evil, lead=evil, author_name=evil, body=[{"type": "heading", "value": evil}, quote]
    )

    main = main_of(client.get(page.url))

    assert main.script is None
    assert main.h1.text == main.h2.text == main.blockquote.p.text == evil


def test_public_page_keeps_the_strict_policy(client, editor):
    policy = client.get(make_news(editor).url)["Content-Security-Policy"]

    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy


def test_picture_of_an_article_is_served_with_its_words(client, editor):
    picture = {"image": make_picture().pk, "alternative": "Szary prostokąt", "caption": "Fot. A. B."}
    page = make_news(editor, body=[{"type": "picture", "value": picture}])

    image = main_of(client.get(page.url)).img
    response = client.get(image["src"])

    assert (image["alt"], image["width"], image["height"]) == ("Szary prostokąt", "40", "30")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "public, max-age=2592000, immutable"


def test_original_of_a_picture_is_hidden_from_visitors(client, county):
    picture = make_picture()

    assert client.get(f"/obrazy/{picture.file.name}").status_code == 404


def test_address_outside_the_pictures_is_not_found(client, county):
    assert client.get("/obrazy/../secret.png").status_code == 404
