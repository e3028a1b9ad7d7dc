from kuznia.lib.personal import Erasure, Personal, Purpose, Retention


def test_personal_keeps_the_four_answers_together():
    tag = Personal(
        purpose=Purpose.NEEDS,
        retention=Retention.SEVEN_DAYS_AFTER_EVENT,
        export=True,
        erasure=Erasure.DELETE,
    )

    assert tag.purpose == "to meet a need that she told about (art. 9 GDPR)"
    assert tag.retention == "7 days after the event"
    assert tag.erasure == "the row or the value is deleted"
    assert tag.export is True
