// name: incidents
// summary: The incidents that hit an institution, in order of date.
//
// parameter institution (thing[Organization], required): The institution, by name or id.
// parameter parts (boolean, default false): Also what hit the organisations that are part of it.
// parameter since (date, default none): Only what may have happened on this day or later.
// parameter until (date[last], default none): Only what may have happened on this day or earlier.
// parameter unproven (boolean, default false): Also what documents deny or only fear.
//
// column date (text): When it happened, as precisely as is known.
// column announced (text): When it was made public.
// column kind (text): The kind of incident.
// column institution (text): Who was hit.
// column status (text): How firmly documents say that this institution was hit.
// column confidence (number): How sure the reading is, from 0 to 1.
// column documents (integer): The number of documents that say so.
// column quote (text): The words that say so, from the first document that says it most firmly.
// column document (text): The title of that document.
// column published (text): The date of publication of that document.
// column institution_id (text): The id of who was hit.
// column id (text): The id of the incident.
//
// example: greffier query incidents -p institution="Promutuel Assurance" -p since=2020

MATCH p = (:Organization {id: $institution})<-[:PART_OF*0..8]-(x:Organization)
WHERE ($parts OR x.id = $institution) AND all(r IN relationships(p) WHERE r.status IN ['asserted', 'alleged'])
WITH DISTINCT x
MATCH (i:Incident)-[hit:AFFECTED]->(x)
WHERE ($unproven OR (i.status IN ['asserted', 'alleged'] AND hit.status IN ['asserted', 'alleged']))
  AND ($since IS NULL OR coalesce(i.date_to, i.announced_to) >= $since)
  AND ($until IS NULL OR coalesce(i.date_from, i.announced_from) <= $until)
MATCH (i)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'affected'})-[:OBJECT]->(:Occurrence)-[:IS]->(x)
MATCH (c)-[:STATED_IN]->(d:Document)
WITH i, hit, x, c, d,
     CASE c.status WHEN 'asserted' THEN 0 WHEN 'alleged' THEN 1 WHEN 'hypothetical' THEN 2 ELSE 3 END AS firmness
ORDER BY firmness, coalesce(d.published, '9999'), d.id, c.start, c.id
WITH i, hit, x, collect({quote: c.quote, title: d.title, published: d.published})[0] AS told
RETURN i.date AS date,
       i.announced AS announced,
       [label IN labels(i) WHERE label <> 'Incident'][0] AS kind,
       x.name AS institution,
       hit.status AS status,
       hit.confidence AS confidence,
       hit.documents AS documents,
       told.quote AS quote,
       told.title AS document,
       told.published AS published,
       x.id AS institution_id,
       i.id AS id
ORDER BY coalesce(date, announced, published, '9999'), id, institution_id
