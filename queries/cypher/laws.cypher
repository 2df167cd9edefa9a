// name: laws
// summary: The laws that authorities invoke: by whom, against whom, in which action.
//
// parameter law (thing[Law], default none): Only this law, by name or id.
// parameter regulator (thing[Organization], default none): Only where this authority acted.
// parameter institution (thing[Organization], default none): Only where it is addressed to this institution.
// parameter since (date, default none): Only what may have been done on this day or later.
// parameter until (date[last], default none): Only what may have been done on this day or earlier.
// parameter unproven (boolean, default false): Also what documents deny or only expect.
//
// column law (text): The law.
// column jurisdiction (text): Where it is in force, ISO 3166, if known.
// column regulators (texts): Who acted; of a regulator, its jurisdiction too.
// column targets (texts): To whom the action is addressed.
// column kind (text): The kind of action.
// column date (text): When it was done, as precisely as is known.
// column status (text): How firmly documents say that this law was invoked.
// column documents (integer): The number of documents that say so.
// column quote (text): The words that say so, from the first document that says it most firmly.
// column document (text): The title of that document.
// column published (text): The date of publication of that document.
// column regulator_ids (texts): The ids of who acted.
// column target_ids (texts): The ids of whom it is addressed to.
// column id (text): The id of the action.
//
// example: greffier query laws -p law=RGPD

CALL {
  MATCH (a:Action)
  WHERE $law IS NULL AND $regulator IS NULL AND $institution IS NULL
  RETURN a
  UNION
  MATCH (:Law {id: $law})<-[:UNDER]-(a:Action)
  RETURN a
  UNION
  MATCH (:Organization {id: $regulator})-[:ISSUED]->(a:Action)
  RETURN a
  UNION
  MATCH (:Organization {id: $institution})<-[:ADDRESSED_TO]-(a:Action)
  RETURN a
}
MATCH (a)-[under:UNDER]->(l:Law)
WHERE ($law IS NULL OR l.id = $law)
  AND ($unproven OR (a.status IN ['asserted', 'alleged'] AND under.status IN ['asserted', 'alleged']))
  AND ($since IS NULL OR a.date_to >= $since)
  AND ($until IS NULL OR a.date_from <= $until)
MATCH (a)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'law'})-[:OBJECT]->(:Occurrence)-[:IS]->(l)
MATCH (c)-[:STATED_IN]->(d:Document)
WITH a, under, l, c, d,
     CASE c.status WHEN 'asserted' THEN 0 WHEN 'alleged' THEN 1 WHEN 'hypothetical' THEN 2 ELSE 3 END AS firmness
ORDER BY firmness, coalesce(d.published, '9999'), d.id, c.start, c.id
WITH a, under, l, collect({quote: c.quote, title: d.title, published: d.published})[0] AS told
OPTIONAL MATCH (x:Organization)-[:ISSUED]->(a)
WITH a, under, l, told, x.id AS regulator,
     CASE
       WHEN (x:Regulator OR x:Court OR x:Police) AND x.jurisdiction IS NOT NULL
         THEN x.name + ' (' + x.jurisdiction + ')'
       ELSE x.name
     END AS name
ORDER BY name, regulator
WITH a, under, l, told, collect(regulator) AS regulator_ids, collect(name) AS regulators
OPTIONAL MATCH (a)-[:ADDRESSED_TO]->(t:Organization)
WITH a, under, l, told, regulator_ids, regulators, t
ORDER BY t.name, t.id
WITH a, under, l, told, regulator_ids, regulators, collect(t.id) AS target_ids, collect(t.name) AS targets
WHERE ($regulator IS NULL OR $regulator IN regulator_ids) AND ($institution IS NULL OR $institution IN target_ids)
RETURN l.name AS law,
       l.jurisdiction AS jurisdiction,
       regulators AS regulators,
       targets AS targets,
       [label IN labels(a) WHERE label <> 'Action'][0] AS kind,
       a.date AS date,
       under.status AS status,
       under.documents AS documents,
       told.quote AS quote,
       told.title AS document,
       told.published AS published,
       regulator_ids AS regulator_ids,
       target_ids AS target_ids,
       a.id AS id
ORDER BY law, l.id, coalesce(date, published, '9999'), id
