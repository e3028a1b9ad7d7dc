"""What must hold of the directory; each query returns the rows where it does not."""

INVARIANTS = {
    "directory.one_county": "SELECT count(*) FROM directory_authority WHERE kind = 'county' HAVING count(*) > 1",
    "directory.gmina_has_one_office": (
        "SELECT municipality_id FROM directory_authority WHERE municipality_id IS NOT NULL"
        " GROUP BY municipality_id HAVING count(*) > 1"
    ),
    "directory.county_has_administrator": (
        "SELECT a.id FROM directory_authority a WHERE a.kind = 'county'"
        " AND EXISTS (SELECT 1 FROM directory_post p WHERE p.authority_id = a.id AND p.role = 'administrator')"
        " AND NOT EXISTS (SELECT 1 FROM directory_post p WHERE p.authority_id = a.id"
        " AND p.role = 'administrator' AND p.until_at IS NULL)"
    ),
    "directory.post_ends_after_start": "SELECT id FROM directory_post WHERE until_at < since_at",
    "directory.representation_ends_after_start": (
        "SELECT id FROM directory_representation WHERE until_at < since_at"
    ),
    "directory.post_not_begun_in_future": (
        "SELECT id FROM directory_post WHERE since_at > kuznia_clock() OR until_at > kuznia_clock()"
    ),
    "directory.representation_not_begun_in_future": (
        "SELECT id FROM directory_representation WHERE since_at > kuznia_clock() OR until_at > kuznia_clock()"
    ),
    "directory.applied_is_claimed": (
        "SELECT o.id FROM directory_organisation o WHERE o.state = 'applied' AND NOT EXISTS"
        " (SELECT 1 FROM directory_claim c WHERE c.organisation_id = o.id AND c.state = 'waiting')"
    ),
    "directory.accepted_claim_on_a_basis": (
        "SELECT id FROM directory_claim WHERE state = 'accepted' AND (basis = '' OR decided_at IS NULL)"
    ),
    "directory.invitation_ends_one_way": (
        "SELECT id FROM directory_invitation WHERE accepted_at IS NOT NULL AND cancelled_at IS NOT NULL"
    ),
    "directory.slug_once": "SELECT slug FROM directory_organisation GROUP BY slug HAVING count(*) > 1",
    "directory.sorted_by_its_name": (
        "SELECT id FROM directory_organisation WHERE sort_key <> kuznia_polish_key(name) OR folded_name = ''"
    ),
    "directory.closed_with_day": (
        "SELECT id FROM directory_organisation WHERE state = 'closed' AND closed_at IS NULL"
    ),
    "directory.memberships_without_circle": (
        "WITH RECURSIVE way(start, here) AS ("
        " SELECT member_id, federation_id FROM directory_membership"
        " UNION SELECT way.start, m.federation_id FROM way JOIN directory_membership m ON m.member_id = way.here)"
        " SELECT start FROM way WHERE start = here"
    ),
    "directory.venue_one_owner": (
        "SELECT id FROM directory_venue WHERE authority_id IS NOT NULL AND organisation_id IS NOT NULL"
    ),
    "directory.all_spheres": "SELECT count(*) FROM directory_sphere HAVING count(*) <> 41",
}
