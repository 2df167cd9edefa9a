// name: actions
// summary: What a regulator or another authority did, in order of date.
//
// parameter regulator (thing[Organization], required): The authority, by name or id.
// parameter kind (text[Order|Fine|Penalty|Settlement|Recommendation|Investigation|Lawsuit|Undertaking|Other],
//    default none): Only actions of this kind.
// parameter since (date, default none): Only what may have been done on this day or later.
// parameter until (date[last], default none): Only what may have been done on this day or earlier.
// parameter unproven (boolean, default false): Also what documents deny or only expect.
//
// column date (text): When it was done, as precisely as is known.
// column kind (text): The kind of action.
// column targets (texts): To whom it is addressed.
// column laws (texts): The laws that it was taken under.
// column imposed (number): The sum decided.
// column imposed_currency (text): The currency of that sum, ISO 4217.
// column imposed_per (text): The period of that sum (day), if it runs.
// column exposure (number): The sum that only threatens: no fine.
// column exposure_currency (text): The currency of that sum, ISO 4217.
// column exposure_per (text): The period of that sum (day), if it runs.
// column outcome (text): What became of it, by the document published last that says so.
// column status (text): How firmly documents say that this authority did it.
// column documents (integer): The number of documents that say so.
// column quote (text): The words that say so, from the first document that says it most firmly.
// column document (text): The title of that document.
// column published (text): The date of publication of that document.
// column target_ids (texts): The ids of whom it is addressed to.
// column id (text): The id of the action.
//
// example: greffier query actions -p regulator=CNIL -p kind=Fine -p since=2024

MATCH (x:Organization {id: $regulator})-[made:ISSUED]->(a:Action)
WHERE ($unproven OR (a.status IN ['asserted', 'alleged'] AND made.status IN ['asserted', 'alleged']))
  AND ($kind IS NULL OR $kind IN labels(a))
  AND ($since IS NULL OR a.date_to >= $since)
  AND ($until IS NULL OR a.date_from <= $until)
MATCH (a)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'issuer'})-[:OBJECT]->(:Occurrence)-[:IS]->(x)
MATCH (c)-[:STATED_IN]->(d:Document)
WITH a, made, c, d,
     CASE c.status WHEN 'asserted' THEN 0 WHEN 'alleged' THEN 1 WHEN 'hypothetical' THEN 2 ELSE 3 END AS firmness
ORDER BY firmness, coalesce(d.published, '9999'), d.id, c.start, c.id
WITH a, made, collect({quote: c.quote, title: d.title, published: d.published})[0] AS told
OPTIONAL MATCH (a)-[:ADDRESSED_TO]->(t:Organization)
WITH a, made, told, t
ORDER BY t.name, t.id
WITH a, made, told, collect(t.name) AS targets, collect(t.id) AS target_ids
OPTIONAL MATCH (a)-[:UNDER]->(l:Law)
WITH a, made, told, targets, target_ids, l
ORDER BY l.name, l.id
WITH a, made, told, targets, target_ids, collect(l.name) AS laws
RETURN a.date AS date,
       [label IN labels(a) WHERE label <> 'Action'][0] AS kind,
       targets AS targets,
       laws AS laws,
       a.imposed AS imposed,
       a.imposed_currency AS imposed_currency,
       a.imposed_per AS imposed_per,
       a.exposure AS exposure,
       a.exposure_currency AS exposure_currency,
       a.exposure_per AS exposure_per,
       a.outcome AS outcome,
       made.status AS status,
       made.documents AS documents,
       told.quote AS quote,
       told.title AS document,
       told.published AS published,
       target_ids AS target_ids,
       a.id AS id
ORDER BY coalesce(date, published, '9999'), id
