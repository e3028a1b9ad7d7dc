"""What must always hold; `manage.py verify` runs each query and expects no row."""

INVARIANTS = {
    "events: the counter of an event equals its seated sign-ups": """
        SELECT event.id FROM events_event event
        LEFT JOIN events_registration registration
          ON registration.event_id = event.id AND registration.state IN ('held', 'confirmed')
        GROUP BY event.id HAVING event.taken <> count(registration.id)""",
    "events: the counter of a session equals the seated sign-ups that chose it and the wishes offered in it": """
        SELECT session.id FROM events_session session
        LEFT JOIN events_place place ON place.session_id = session.id
        LEFT JOIN events_registration registration
          ON registration.id = place.registration_id AND registration.state IN ('held', 'confirmed')
        GROUP BY session.id HAVING session.taken <> count(registration.id) + (
          SELECT count(*) FROM events_wish wish
          WHERE wish.session_id = session.id AND wish.ended_at IS NULL AND wish.offered_until IS NOT NULL)""",
    "events: no event and no session is oversold": """
        SELECT id FROM events_event WHERE taken > capacity
        UNION ALL SELECT id FROM events_session WHERE taken > capacity""",
    "events: one person has one seated sign-up at an event": """
        SELECT event_id, person_id FROM events_registration
        WHERE state IN ('held', 'confirmed') AND forgotten_at IS NULL
        GROUP BY event_id, person_id HAVING count(*) > 1""",
    # For the others of her list, whoever is covered sits: else a free seat would tell of her (docs/adr/0039).
    "events: nobody waits for a seat that is free": """
        WITH believed AS MATERIALIZED (
          SELECT id, delegation_id FROM events_registration
          WHERE state = 'covered' AND (held_until IS NOT NULL OR confirmed_at IS NOT NULL))
        SELECT registration.id FROM events_registration registration
        JOIN events_event event ON event.id = registration.event_id
        WHERE registration.state IN ('waiting', 'covered_waiting') AND event.state = 'published'
          AND event.starts_at > kuznia_clock()
          AND (event.capacity IS NULL OR event.capacity > event.taken + (
            SELECT count(*) FROM believed WHERE believed.delegation_id = registration.delegation_id))
          AND NOT EXISTS (
            SELECT 1 FROM events_place place JOIN events_session session ON session.id = place.session_id
            WHERE place.registration_id = registration.id AND session.capacity <= session.taken + (
              SELECT count(*) FROM believed JOIN events_place theirs ON theirs.registration_id = believed.id
              WHERE believed.delegation_id = registration.delegation_id AND theirs.session_id = session.id))""",
    "events: nobody waits for a free seat in another session": """
        SELECT wish.id FROM events_wish wish
        JOIN events_session session ON session.id = wish.session_id
        JOIN events_event event ON event.id = session.event_id
        WHERE wish.ended_at IS NULL AND wish.offered_until IS NULL AND event.state = 'published'
          AND event.starts_at > kuznia_clock() AND (session.capacity IS NULL OR session.taken < session.capacity)""",
    "events: a live wish is a seated sign-up's, one in a block, for another session of the block": """
        SELECT wish.id FROM events_wish wish
        JOIN events_registration registration ON registration.id = wish.registration_id
        JOIN events_session session ON session.id = wish.session_id
        LEFT JOIN events_place place ON place.registration_id = wish.registration_id AND place.block = wish.block
        WHERE wish.ended_at IS NULL AND (registration.state NOT IN ('held', 'confirmed')
          OR session.event_id <> registration.event_id OR session.block IS DISTINCT FROM wish.block
          OR session.id = place.session_id OR EXISTS (
            SELECT 1 FROM events_wish other WHERE other.registration_id = wish.registration_id
              AND other.block = wish.block AND other.id <> wish.id AND other.ended_at IS NULL))""",
    "events: a chosen session belongs to the event and to the block": """
        SELECT place.id FROM events_place place
        JOIN events_registration registration ON registration.id = place.registration_id
        JOIN events_session session ON session.id = place.session_id
        WHERE session.event_id <> registration.event_id OR session.block IS DISTINCT FROM place.block""",
    "events: nobody signed up after the deadline": """
        SELECT registration.id FROM events_registration registration
        JOIN events_event event ON event.id = registration.event_id
        WHERE registration.arrived_at > event.ends_at""",
    "events: an event that bears the mark of a granted patronage names the patron": """
        SELECT request.id FROM events_patronagerequest request
        LEFT JOIN events_eventparty party ON party.event_id = request.event_id AND party.role = 'patron'
        WHERE request.state = 'granted' AND request.event_id IS NOT NULL AND party.id IS NULL""",
    "events: the certificates of a register are numbered from one without a gap": """
        SELECT register.id FROM events_certificateregister register
        LEFT JOIN events_certificate certificate ON certificate.register_id = register.id
        GROUP BY register.id
        HAVING count(DISTINCT certificate.number) <> register.last_number
          OR count(certificate.id) <> register.last_number
          OR coalesce(max(certificate.number), 0) <> register.last_number""",
    "events: whoever has a certificate came, or an officer chose her": """
        SELECT certificate.id FROM events_certificate certificate
        WHERE certificate.chosen_by_id IS NULL AND NOT EXISTS (
          SELECT FROM events_attendance attendance
          WHERE attendance.registration_id = certificate.registration_id
            AND (attendance.undone_at IS NULL OR attendance.undone_at > certificate.issued_at))""",
    "events: a certificate said to be made has its document, unless its name is forgotten": """
        SELECT certificate.id FROM events_certificate certificate
        LEFT JOIN files_storedfile file
          ON file.owner_label = 'events.Certificate' AND file.owner_id = certificate.id
        WHERE certificate.made_version = certificate.version AND certificate.revoked_at IS NULL
          AND certificate.name <> '—' AND file.id IS NULL""",
    "events: needs are deleted 7 days after the event (a day's grace for the job)": """
        SELECT needs.id FROM events_needs needs
        JOIN events_registration registration ON registration.id = needs.registration_id
        JOIN events_event event ON event.id = registration.event_id
        WHERE event.ends_at < kuznia_clock() - interval '8 days'""",
    "events: no sign-up keeps a person after the organiser's months (two days' grace for the job)": """
        SELECT event.id FROM events_event event
        WHERE (event.ends_at AT TIME ZONE 'Europe/Warsaw')::date + make_interval(months => event.kept_months)
            + interval '2 days' < kuznia_clock() AT TIME ZONE 'Europe/Warsaw'
          AND (EXISTS (SELECT FROM events_registration registration
            WHERE registration.event_id = event.id AND registration.forgotten_at IS NULL)
          OR EXISTS (SELECT FROM events_delegation delegation
            WHERE delegation.event_id = event.id AND delegation.forgotten_at IS NULL))""",
    "events: a forgotten sign-up bears no name, phone, answer or need": """
        SELECT registration.id FROM events_registration registration
        WHERE registration.forgotten_at IS NOT NULL AND (registration.name <> '—' OR registration.phone <> ''
          OR registration.organisation_name <> ''
          OR EXISTS (SELECT FROM events_answer answer WHERE answer.registration_id = registration.id)
          OR EXISTS (SELECT FROM events_needs needs WHERE needs.registration_id = registration.id))""",
    "events: no proposal that nobody announced names its contact too long (two days' grace for the job)": """
        SELECT id FROM events_eventproposal
        WHERE state <> 'accepted' AND contact_email <> ''
          AND (ends_at AT TIME ZONE 'Europe/Warsaw')::date + interval '12 months 2 days'
            < kuznia_clock() AT TIME ZONE 'Europe/Warsaw'""",
    "events: a proposal without its contact's address bears neither name nor phone": """
        SELECT id FROM events_eventproposal
        WHERE contact_email = '' AND (contact_name <> '' OR contact_phone <> '')""",
    # Whoever is named in a delegation is told through its contact, and whoever has no address can't be told.
    "events: every seated sign-up has told its person, or the contact of its delegation": """
        WITH told AS MATERIALIZED (
          SELECT DISTINCT split_part(matter, ':', 1) || ':' || split_part(matter, ':', 2) AS about
          FROM notify_message WHERE matter LIKE 'events.%')
        SELECT registration.id FROM events_registration registration
        LEFT JOIN events_delegation delegation ON delegation.id = registration.delegation_id
        JOIN people_person reader ON reader.id = coalesce(delegation.contact_id, registration.person_id)
        WHERE registration.state IN ('held', 'confirmed') AND reader.email IS NOT NULL
          AND NOT EXISTS (SELECT FROM told WHERE about = 'events.registration:' || registration.id)
          AND NOT EXISTS (SELECT FROM told WHERE about = 'events.delegation:' || delegation.id)""",
    "events: whoever a delegation names comes to its event": """
        SELECT registration.id FROM events_registration registration
        JOIN events_delegation delegation ON delegation.id = registration.delegation_id
        WHERE registration.event_id <> delegation.event_id""",
    "events: a sign-up by phone or on paper says who took it down": """
        SELECT id FROM events_registration
        WHERE source IN ('phone', 'paper') AND entered_by_id IS NULL""",
    "events: an answer belongs to a question that its own event asks at sign-up": """
        SELECT answer.id FROM events_answer answer
        JOIN events_question question ON question.id = answer.question_id
        JOIN events_registration registration ON registration.id = answer.registration_id
        WHERE question.event_id <> registration.event_id OR question.purpose <> 'sign_up'""",
    "events: a question depends on one of its own event that is asked before it": """
        SELECT question.id FROM events_question question
        JOIN events_question earlier ON earlier.id = question.shown_if_id
        WHERE question.withdrawn_at IS NULL AND (earlier.event_id <> question.event_id
          OR earlier.purpose <> question.purpose OR earlier.position >= question.position)""",
    "events: a response is anonymous exactly where its survey is": """
        SELECT response.id FROM events_surveyresponse response
        JOIN events_survey survey ON survey.id = response.survey_id
        WHERE response.is_anonymous <> survey.is_anonymous""",
    "events: answers lie sealed only while an anonymous survey is open": """
        SELECT sealed.id FROM events_sealedanswers sealed
        JOIN events_survey survey ON survey.id = sealed.survey_id
        WHERE survey.state <> 'open' OR NOT survey.is_anonymous""",
    "events: whoever answered a survey answered once": """
        SELECT survey.id FROM events_survey survey
        WHERE (SELECT count(*) FROM events_surveyinvitation invitation
            WHERE invitation.survey_id = survey.id AND invitation.has_answered)
          < (SELECT count(*) FROM events_surveyresponse response WHERE response.survey_id = survey.id)
          + (SELECT count(*) FROM events_sealedanswers sealed WHERE sealed.survey_id = survey.id)""",
    "events: whoever was let in has a sure seat": """
        SELECT attendance.id FROM events_attendance attendance
        JOIN events_registration registration ON registration.id = attendance.registration_id
        WHERE attendance.undone_at IS NULL AND registration.state <> 'confirmed'""",
    "events: attendance of a session is of the same event": """
        SELECT attendance.id FROM events_attendance attendance
        JOIN events_registration registration ON registration.id = attendance.registration_id
        JOIN events_session session ON session.id = attendance.session_id
        WHERE session.event_id <> registration.event_id""",
    "events: whoever is let into a parallel session has a place in it": """
        SELECT attendance.id FROM events_attendance attendance
        JOIN events_session session ON session.id = attendance.session_id AND session.block IS NOT NULL
        LEFT JOIN events_place place
          ON place.registration_id = attendance.registration_id AND place.session_id = session.id
        WHERE attendance.undone_at IS NULL AND place.id IS NULL""",
    "events: a question from the hall is of the event of its session and of its sign-up": """
        SELECT question.id FROM events_hallquestion question
        LEFT JOIN events_session session ON session.id = question.session_id
        LEFT JOIN events_registration registration ON registration.id = question.registration_id
        WHERE session.event_id <> question.event_id OR registration.event_id <> question.event_id""",
    "events: nothing names a record of an organisation that was joined with another": """
        SELECT organisation.id FROM directory_organisation organisation WHERE organisation.state = 'merged' AND (
          EXISTS (SELECT 1 FROM events_event WHERE host_organisation_id = organisation.id)
          OR EXISTS (SELECT 1 FROM events_eventparty WHERE organisation_id = organisation.id)
          OR EXISTS (SELECT 1 FROM events_delegation WHERE organisation_id = organisation.id)
          OR EXISTS (SELECT 1 FROM events_registration WHERE organisation_id = organisation.id)
          OR EXISTS (SELECT 1 FROM events_patronagerequest WHERE organisation_id = organisation.id)
          OR EXISTS (SELECT 1 FROM events_eventproposal WHERE organisation_id = organisation.id))""",
    "events: an announced proposal is an event that everybody sees, of an organisation": """
        SELECT proposal.id FROM events_eventproposal proposal
        JOIN events_event event ON event.id = proposal.event_id
        WHERE event.state = 'draft' OR proposal.decided_at IS NULL""",
}
