// name: outcomes
// summary: What became of actions (appealed, confirmed, annulled, paid …), as one document after the other says it.
//
// parameter regulator (thing[Organization], default none): Only of what this authority did, by name or id.
// parameter institution (thing[Organization], default none): Only of what is addressed to this institution.
// parameter outcome (text[appealed|suspended|confirmed|reduced|annulled|lifted|paid|closed], default none): Only this.
// parameter since (date, default none): Only of what may have been done on this day or later.
// parameter until (date[last], default none): Only of what may have been done on this day or earlier.
// parameter unproven (boolean, default false): Also what documents deny or only expect, as an appeal announced.
//
// column date (text): When the action was taken, as precisely as is known.
// column kind (text): The kind of action.
// column regulators (texts): Who acted; of a regulator, its jurisdiction too.
// column targets (texts): To whom it is addressed.
// column imposed (number): The sum decided, as the graph has it.
// column imposed_currency (text): The currency of that sum, ISO 4217.
// column outcome (text): What became of it: appealed, suspended, confirmed, reduced, annulled, lifted, paid or closed.
// column status (text): Whether the document asserts, alleges, fears or denies that.
// column published (text): The date of publication of the document that says so.
// column quote (text): The words that say so.
// column document (text): The title of that document.
// column source (text): Where that document was read.
// column document_id (text): The id of that document.
// column id (text): The id of the action.
//
// example: greffier query outcomes -p outcome=confirmed

MATCH (a:Action)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'outcome'})-[:STATED_IN]->(d:Document)
WHERE ($outcome IS NULL OR c.value = $outcome)
  AND ($regulator IS NULL OR EXISTS { (a)<-[:ISSUED]-(:Organization {id: $regulator}) })
  AND ($institution IS NULL OR EXISTS { (a)-[:ADDRESSED_TO]->(:Organization {id: $institution}) })
  AND ($since IS NULL OR a.date_to >= $since)
  AND ($until IS NULL OR a.date_from <= $until)
  AND ($unproven OR c.status IN ['asserted', 'alleged'])
OPTIONAL MATCH (x:Organization)-[:ISSUED]->(a)
WITH a, c, d, x.id AS regulator,
     CASE
       WHEN (x:Regulator OR x:Court OR x:Police) AND x.jurisdiction IS NOT NULL
         THEN x.name + ' (' + x.jurisdiction + ')'
       ELSE x.name
     END AS name
ORDER BY name, regulator
WITH a, c, d, collect(name) AS regulators
OPTIONAL MATCH (a)-[:ADDRESSED_TO]->(t:Organization)
WITH a, c, d, regulators, t
ORDER BY t.name, t.id
WITH a, c, d, regulators, collect(t.name) AS targets
RETURN a.date AS date,
       [label IN labels(a) WHERE label <> 'Action'][0] AS kind,
       regulators AS regulators,
       targets AS targets,
       a.imposed AS imposed,
       a.imposed_currency AS imposed_currency,
       c.value AS outcome,
       c.status AS status,
       d.published AS published,
       c.quote AS quote,
       d.title AS document,
       d.sources[0] AS source,
       d.id AS document_id,
       a.id AS id
ORDER BY coalesce(date, '9999'), id, coalesce(published, '9999'), document_id, c.start, outcome
