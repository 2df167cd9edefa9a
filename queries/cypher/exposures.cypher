// name: exposures
// summary: The sums that threaten without being imposed (daily penalties, claims, maxima), in order of date.
//
// parameter regulator (thing[Organization], default none): Only what this authority did, by name or id.
// parameter institution (thing[Organization], default none): Only what is addressed to this institution.
// parameter currency (text, default none): Only sums in this currency (ISO 4217, like EUR).
// parameter minimum (number, default none): Only sums of at least this much, whatever the currency.
// parameter since (date, default none): Only what may have been done on this day or later.
// parameter until (date[last], default none): Only what may have been done on this day or earlier.
// parameter unproven (boolean, default false): Also what documents deny or only expect.
//
// column date (text): When it was done, as precisely as is known.
// column kind (text): The kind of action.
// column regulators (texts): Who acted; of a regulator, its jurisdiction too.
// column targets (texts): To whom it is addressed.
// column exposure (number): The sum that only threatens.
// column exposure_currency (text): The currency of that sum, ISO 4217.
// column exposure_per (text): The period of that sum (day), if it runs.
// column status (text): How firmly documents tell the action.
// column quote (text): The words that state the sum, from the first document that states it most firmly.
// column document (text): The title of that document.
// column published (text): The date of publication of that document.
// column regulator_ids (texts): The ids of who acted.
// column target_ids (texts): The ids of whom it is addressed to.
// column id (text): The id of the action.
//
// example: greffier query exposures -p institution="Fédération des caisses Desjardins"

CALL {
  MATCH (a:Action)
  WHERE $regulator IS NULL AND $institution IS NULL
  RETURN a
  UNION
  MATCH (:Organization {id: $regulator})-[:ISSUED]->(a:Action)
  RETURN a
  UNION
  MATCH (:Organization {id: $institution})<-[:ADDRESSED_TO]-(a:Action)
  RETURN a
}
WITH a
WHERE a.exposure IS NOT NULL
  AND ($currency IS NULL OR a.exposure_currency = toUpper($currency))
  AND ($minimum IS NULL OR a.exposure >= $minimum)
  AND ($unproven OR a.status IN ['asserted', 'alleged'])
  AND ($since IS NULL OR a.date_to >= $since)
  AND ($until IS NULL OR a.date_from <= $until)
MATCH (a)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'amount', amount_kind: 'exposure'})
MATCH (c)-[:STATED_IN]->(d:Document)
WHERE c.amount = a.exposure AND c.currency = a.exposure_currency AND ($unproven OR c.status IN ['asserted', 'alleged'])
WITH a, c, d,
     CASE c.status WHEN 'asserted' THEN 0 WHEN 'alleged' THEN 1 WHEN 'hypothetical' THEN 2 ELSE 3 END AS firmness
ORDER BY firmness, coalesce(d.published, '9999'), d.id, c.start, c.id
WITH a, collect({quote: c.quote, title: d.title, published: d.published})[0] AS told
OPTIONAL MATCH (x:Organization)-[:ISSUED]->(a)
WITH a, told, x.id AS regulator,
     CASE
       WHEN (x:Regulator OR x:Court OR x:Police) AND x.jurisdiction IS NOT NULL
         THEN x.name + ' (' + x.jurisdiction + ')'
       ELSE x.name
     END AS name
ORDER BY name, regulator
WITH a, told, collect(regulator) AS regulator_ids, collect(name) AS regulators
OPTIONAL MATCH (a)-[:ADDRESSED_TO]->(t:Organization)
WITH a, told, regulator_ids, regulators, t
ORDER BY t.name, t.id
WITH a, told, regulator_ids, regulators, collect(t.id) AS target_ids, collect(t.name) AS targets
WHERE ($regulator IS NULL OR $regulator IN regulator_ids) AND ($institution IS NULL OR $institution IN target_ids)
RETURN a.date AS date,
       [label IN labels(a) WHERE label <> 'Action'][0] AS kind,
       regulators AS regulators,
       targets AS targets,
       a.exposure AS exposure,
       a.exposure_currency AS exposure_currency,
       a.exposure_per AS exposure_per,
       a.status AS status,
       told.quote AS quote,
       told.title AS document,
       told.published AS published,
       regulator_ids AS regulator_ids,
       target_ids AS target_ids,
       a.id AS id
ORDER BY coalesce(date, published, '9999'), id
