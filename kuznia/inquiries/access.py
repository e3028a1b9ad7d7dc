"""What each role gets at the addresses of questions to the office."""

from kuznia.lib.access import Access, Outcome

OK, REDIRECT = Outcome.OK, Outcome.REDIRECT

ACCESS = {
    "inquiries:ask": Access.everyone(OK),
    "inquiries:inquiry": Access.everyone(OK, target="inquiry_link"),
    "inquiries:inquiry-follow-up": Access.everyone(OK, target="inquiry_link", method="POST"),
    "inquiries:inquiry-close": Access.everyone(REDIRECT, target="inquiry_link", method="POST"),
    "inquiries:my-inquiry": Access.signed_in(Outcome.HIDDEN, target="somebody_elses_inquiry"),
    "inquiries:desk-inquiries": Access.officers(OK),
    "inquiries:desk-inquiry": Access.officers(OK, target="desk_inquiry"),
    "inquiries:desk-take": Access.officers(REDIRECT, target="desk_inquiry", method="POST"),
    "inquiries:desk-put-back": Access.officers(REDIRECT, target="desk_inquiry", method="POST"),
    "inquiries:desk-reopen": Access.officers(REDIRECT, target="desk_inquiry", method="POST"),
    "inquiries:desk-answer": Access.officers(OK, target="desk_inquiry", method="POST"),
    "inquiries:desk-note": Access.officers(OK, target="desk_inquiry", method="POST"),
    "inquiries:desk-hand-over": Access.officers(OK, target="desk_inquiry", method="POST"),
    "inquiries:desk-close": Access.officers(OK, target="desk_inquiry", method="POST"),
    "inquiries:desk-settings": Access.administrators(OK),
    "inquiries:desk-term": Access.administrators(OK, method="POST"),
    "inquiries:desk-topic-add": Access.administrators(OK, method="POST"),
    "inquiries:desk-topic": Access.administrators(OK, target="inquiry_topic"),
}
