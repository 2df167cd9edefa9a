// name: timeline
// summary: What happened to an institution and what was done about it or by it, in order of date.
//
// parameter institution (thing[Organization], required): The institution (or authority), by name or id.
// parameter parts (boolean, default false): Also the organisations that are part of it.
// parameter since (date, default none): Only what may lie on this day or later.
// parameter until (date[last], default none): Only what may lie on this day or earlier.
// parameter unproven (boolean, default false): Also what documents deny or only fear.
//
// column date (text): When it happened or was done; when it was announced, where that is all that is known.
// column kind (text): The kind of incident or action.
// column role (text): What the institution has to do with it: affected, target or issuer.
// column institution (text): The institution.
// column others (texts): The other parties: who acted, was addressed or hit; of a regulator, its jurisdiction too.
// column laws (texts): The laws that it was taken under.
// column imposed (number): The sum decided.
// column imposed_currency (text): The currency of that sum, ISO 4217.
// column imposed_per (text): The period of that sum (day), if it runs.
// column exposure (number): The sum that only threatens: no fine.
// column exposure_currency (text): The currency of that sum, ISO 4217.
// column exposure_per (text): The period of that sum (day), if it runs.
// column status (text): How firmly documents tell it.
// column quote (text): The words that name the institution's part in it, from the first document that tells it most
//    firmly.
// column document (text): The title of that document.
// column published (text): The date of publication of that document.
// column institution_id (text): The id of the institution.
// column other_ids (texts): The ids of the other parties.
// column id (text): The id of the incident or action.
//
// example: greffier query timeline -p institution=Desjardins -p parts=true

MATCH p = (:Organization {id: $institution})<-[:PART_OF*0..8]-(x:Organization)
WHERE ($parts OR x.id = $institution) AND all(r IN relationships(p) WHERE r.status IN ['asserted', 'alleged'])
WITH DISTINCT x
MATCH (x)<-[:IS]-(:Occurrence)<-[:OBJECT]-(c:Claim)-[:ABOUT]->(:Occurrence)-[:IS]->(e)
MATCH (c)-[:STATED_IN]->(d:Document)
WHERE (e:Incident OR e:Action)
  AND c.predicate IN ['affected', 'target', 'issuer']
  AND ($unproven OR (e.status IN ['asserted', 'alleged'] AND c.status IN ['asserted', 'alleged']))
  AND ($since IS NULL OR coalesce(e.date_to, e.announced_to) >= $since)
  AND ($until IS NULL OR coalesce(e.date_from, e.announced_from) <= $until)
WITH x, e, c, d,
     CASE c.status WHEN 'asserted' THEN 0 WHEN 'alleged' THEN 1 WHEN 'hypothetical' THEN 2 ELSE 3 END AS firmness
ORDER BY firmness, coalesce(d.published, '9999'), d.id, c.start, c.id
WITH x, e, c.predicate AS role,
     collect({quote: c.quote, status: c.status, title: d.title, published: d.published})[0] AS told
OPTIONAL MATCH (e)-[:ISSUED|ADDRESSED_TO|AFFECTED]-(y:Organization)
WHERE y.id <> x.id
WITH DISTINCT x, e, role, told, y.id AS other,
     CASE
       WHEN (y:Regulator OR y:Court OR y:Police) AND y.jurisdiction IS NOT NULL
         THEN y.name + ' (' + y.jurisdiction + ')'
       ELSE y.name
     END AS name
ORDER BY name, other
WITH x, e, role, told, collect(other) AS other_ids, collect(name) AS others
OPTIONAL MATCH (e)-[:UNDER]->(l:Law)
WITH x, e, role, told, other_ids, others, l
ORDER BY l.name, l.id
WITH x, e, role, told, other_ids, others, collect(l.name) AS laws
RETURN coalesce(e.date, e.announced) AS date,
       [label IN labels(e) WHERE NOT label IN ['Incident', 'Action']][0] AS kind,
       role AS role,
       x.name AS institution,
       others AS others,
       laws AS laws,
       e.imposed AS imposed,
       e.imposed_currency AS imposed_currency,
       e.imposed_per AS imposed_per,
       e.exposure AS exposure,
       e.exposure_currency AS exposure_currency,
       e.exposure_per AS exposure_per,
       told.status AS status,
       told.quote AS quote,
       told.title AS document,
       told.published AS published,
       x.id AS institution_id,
       other_ids AS other_ids,
       e.id AS id
ORDER BY coalesce(date, published, '9999'), id, role, institution_id
