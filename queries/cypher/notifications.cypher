// name: notifications
// summary: Who informed whom, and where it is said.
//
// parameter institution (thing[Organization], default none): Only where this body informed or was informed.
//
// column informer (text): Who informed.
// column informed (text): Who was informed.
// column status (text): Whether the document asserts, alleges, fears or denies it.
// column confidence (number): How sure the reading is, from 0 to 1.
// column quote (text): The words that say so.
// column document (text): The title of the document.
// column published (text): The date of publication of the document.
// column informer_id (text): The id of who informed.
// column informed_id (text): The id of who was informed.
// column id (text): The id of the claim.
//
// example: greffier query notifications -p institution=CNIL

CALL {
  MATCH (c:Claim)
  WHERE $institution IS NULL AND c.predicate = 'notified'
  RETURN c
  UNION
  MATCH (:Organization {id: $institution})<-[:IS]-(:Occurrence)<-[:ABOUT|OBJECT]-(c:Claim)
  WHERE c.predicate = 'notified'
  RETURN c
}
MATCH (c)-[:ABOUT]->(:Occurrence)-[:IS]->(x:Organization)
MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(y:Organization)
WHERE x.id <> y.id
MATCH (c)-[:STATED_IN]->(d:Document)
RETURN x.name AS informer,
       y.name AS informed,
       c.status AS status,
       c.confidence AS confidence,
       c.quote AS quote,
       d.title AS document,
       d.published AS published,
       x.id AS informer_id,
       y.id AS informed_id,
       c.id AS id
ORDER BY coalesce(published, '9999'), informer, informed, informer_id, informed_id, d.id, c.start, id
