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
    "directory.one_stand_in_at_a_time": (
        "SELECT one.id FROM directory_standin one JOIN directory_standin other"
        " ON other.post_id = one.post_id AND other.id > one.id"
        " AND other.since_on <= one.until_on AND one.since_on <= other.until_on"
        " WHERE one.ended_at IS NULL AND other.ended_at IS NULL"
    ),
    "directory.nobody_stands_in_for_herself": (
        "SELECT s.id FROM directory_standin s JOIN directory_post p ON p.id = s.post_id"
        " WHERE s.person_id = p.person_id"
    ),
    "directory.outlines_of_gminas_or_of_the_county": (
        "SELECT count(*) FROM directory_outline HAVING count(*) FILTER (WHERE municipality_id IS NULL) > 0"
        " AND count(municipality_id) > 0"
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
    "directory.tallies_add_up": (
        "SELECT coalesce(counted.gmina, tallied.gmina) FROM"
        " (SELECT coalesce(municipality_id, 0) AS gmina, count(*) AS number FROM directory_organisation"
        " WHERE state = 'active' GROUP BY 1) AS counted FULL JOIN"
        " (SELECT coalesce(municipality_id, 0) AS gmina, sum(change) AS number FROM directory_tally"
        " GROUP BY 1) AS tallied USING (gmina)"
        " WHERE coalesce(counted.number, 0) <> coalesce(tallied.number, 0)"
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
    "directory.achievement_one_picture": (
        "SELECT owner_id FROM files_storedfile WHERE owner_label = 'directory.Achievement'"
        " GROUP BY owner_id HAVING count(*) > 1"
    ),
    "directory.paper_one_file": (
        "SELECT p.id FROM directory_paper p LEFT JOIN files_storedfile f"
        " ON f.owner_label = 'directory.Paper' AND f.owner_id = p.id GROUP BY p.id HAVING count(f.id) <> 1"
    ),
    "directory.board_ended_in_past": (
        "SELECT id FROM directory_boardmember"
        " WHERE ended_on > (kuznia_clock() AT TIME ZONE 'Europe/Warsaw')::date"
    ),
    "directory.joined_record_leads_to_another": (
        "SELECT o.id FROM directory_organisation o WHERE (o.state = 'merged') <> EXISTS"
        " (SELECT 1 FROM directory_merge m WHERE m.gone_id = o.id AND m.undone_at IS NULL"
        " AND m.kept_id = o.merged_into_id)"
    ),
    "directory.joinings_without_circle": (
        "WITH RECURSIVE way(start, here) AS ("
        " SELECT id, merged_into_id FROM directory_organisation WHERE merged_into_id IS NOT NULL"
        " UNION SELECT way.start, o.merged_into_id FROM way JOIN directory_organisation o ON o.id = way.here"
        " WHERE o.merged_into_id IS NOT NULL)"
        " SELECT start FROM way WHERE start = here"
    ),
    "directory.nothing_at_joined_records": (
        "SELECT o.id FROM directory_organisation o WHERE o.state = 'merged' AND ("
        " EXISTS (SELECT 1 FROM directory_representation r WHERE r.organisation_id = o.id AND r.until_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM directory_membership m WHERE o.id IN (m.member_id, m.federation_id))"
        " OR EXISTS (SELECT 1 FROM directory_venue v WHERE v.organisation_id = o.id))"
    ),
    "directory.all_spheres": "SELECT count(*) FROM directory_sphere HAVING count(*) <> 41",
}
