// name: persons
// summary: How many persons, accounts or records each incident touched, as one document after the other says it.
//
// parameter institution (thing[Organization], default none): Only incidents that hit this institution, by name or id.
// parameter incident (thing[Incident], default none): Only this incident, by id.
// parameter minimum (integer, default none): Only numbers of at least this much.
// parameter since (date, default none): Only incidents that may have happened on this day or later.
// parameter until (date[last], default none): Only incidents that may have happened on this day or earlier.
// parameter unproven (boolean, default false): Also numbers that documents deny or only fear.
//
// column date (text): When the incident happened, else when it was announced.
// column kind (text): The kind of incident.
// column institutions (texts): Who was hit.
// column published (text): The date of publication of the document that gives the number.
// column persons (integer): The number; 0 says none.
// column persons_most (integer): The upper end, where it is a range.
// column persons_kind (text): What it counts.
// column persons_bound (text): Whether it is exact, about, at least or at most that.
// column status (text): Whether the document asserts, alleges, fears or denies it.
// column quote (text): The words that state it.
// column document (text): The title of that document.
// column source (text): Where that document was read.
// column document_id (text): The id of that document.
// column id (text): The id of the incident.
//
// example: greffier query persons -p institution=Desjardins

MATCH (i:Incident)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'persons'})-[:STATED_IN]->(d:Document)
WHERE ($incident IS NULL OR i.id = $incident)
  AND ($institution IS NULL OR EXISTS { (i)-[:AFFECTED]->(:Organization {id: $institution}) })
  AND ($minimum IS NULL OR coalesce(c.persons_most, c.persons) >= $minimum)
  AND ($since IS NULL OR coalesce(i.date_to, i.announced_to) >= $since)
  AND ($until IS NULL OR coalesce(i.date_from, i.announced_from) <= $until)
  AND ($unproven OR (i.status IN ['asserted', 'alleged'] AND c.status IN ['asserted', 'alleged']))
OPTIONAL MATCH (i)-[:AFFECTED]->(x:Organization)
WITH i, c, d, x
ORDER BY x.name, x.id
WITH i, c, d, collect(x.name) AS institutions
RETURN coalesce(i.date, i.announced) AS date,
       [label IN labels(i) WHERE label <> 'Incident'][0] AS kind,
       institutions AS institutions,
       d.published AS published,
       c.persons AS persons,
       c.persons_most AS persons_most,
       c.persons_kind AS persons_kind,
       c.persons_bound AS persons_bound,
       c.status AS status,
       c.quote AS quote,
       d.title AS document,
       d.sources[0] AS source,
       d.id AS document_id,
       i.id AS id
ORDER BY coalesce(date, '9999'), id, coalesce(published, '9999'), document_id, c.rank
