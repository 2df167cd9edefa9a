// name: evidence
// summary: Every claim about a thing, with the words that state it and the document that they are from.
//
// parameter thing (thing[Organization|Law|Incident|Action], required): What the claims are about, by name or id.
// parameter predicate (text[affected|date|announced|persons|issuer|target|law|concerns|amount|part_of|regulated_by|
//    notified|acquired], default none): Only claims that say this.
//
// column subject (text): What the claim is about.
// column predicate (text): What it says of it.
// column object (text): The other thing, the date or the sum.
// column status (text): Whether the document asserts, alleges, fears or denies it.
// column confidence (number): How sure the reading is, from 0 to 1.
// column quote (text): The words that state it.
// column document (text): The title of the document.
// column published (text): The date of publication of the document.
// column rule (text): What found the claim in the text.
// column start (integer): Where the words begin in the text of the document, in code points from 0.
// column stop (integer): Where they end.
// column document_id (text): The id of the document.
// column subject_id (text): The id of what the claim is about.
// column object_id (text): The id of the other thing.
// column id (text): The id of the claim.
//
// example: greffier query evidence -p thing="Promutuel Assurance"

OPTIONAL MATCH (x:Organization {id: $thing})
OPTIONAL MATCH (l:Law {id: $thing})
OPTIONAL MATCH (i:Incident {id: $thing})
OPTIONAL MATCH (a:Action {id: $thing})
WITH coalesce(x, l, i, a) AS thing
MATCH (thing)<-[:IS]-(:Occurrence)<-[:ABOUT|OBJECT]-(c:Claim)
WHERE $predicate IS NULL OR c.predicate = $predicate
WITH DISTINCT c
MATCH (c)-[:ABOUT]->(:Occurrence)-[:IS]->(s)
MATCH (c)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(o)
RETURN s.name AS subject,
       c.predicate AS predicate,
       coalesce(o.name, c.value) AS object,
       c.status AS status,
       c.confidence AS confidence,
       c.quote AS quote,
       d.title AS document,
       d.published AS published,
       c.rule AS rule,
       c.start AS start,
       c.stop AS stop,
       d.id AS document_id,
       s.id AS subject_id,
       o.id AS object_id,
       c.id AS id
ORDER BY coalesce(published, '9999'), document_id, start, predicate, object_id, id
