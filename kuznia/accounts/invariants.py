"""What must always hold; `manage.py verify` runs each query and expects no row."""

INVARIANTS = {
    "accounts: an erased person has no address, phone, password or way in": """
        SELECT id FROM people_person WHERE erased_at IS NOT NULL
        AND (email IS NOT NULL OR phone <> '' OR is_active OR password NOT LIKE '!%')""",
    "accounts: an erased person has no sign-in address and no second factor": """
        SELECT person.id FROM people_person person WHERE person.erased_at IS NOT NULL
        AND (EXISTS (SELECT 1 FROM account_emailaddress address WHERE address.user_id = person.id)
          OR EXISTS (SELECT 1 FROM mfa_authenticator factor WHERE factor.user_id = person.id))""",
    "accounts: the proved address is the person's address": """
        SELECT address.id FROM account_emailaddress address JOIN people_person person ON person.id = address.user_id
        WHERE address.verified AND address.email IS DISTINCT FROM person.email""",
    "accounts: a consent is kept under the purpose of the notice that was shown": """
        SELECT consent.id FROM accounts_consent consent
        JOIN accounts_privacynotice notice ON notice.id = consent.notice_id
        WHERE notice.purpose <> consent.purpose""",
    "accounts: no version of a privacy notice is missing": """
        SELECT purpose FROM accounts_privacynotice GROUP BY purpose HAVING max(version) <> count(*)""",
}
