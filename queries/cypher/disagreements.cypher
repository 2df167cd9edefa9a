// name: disagreements
// summary: What the rules and a language model do not tell alike, of documents that both have read, to be reviewed.
//
// parameter thing (thing[Organization|Law|Incident|Action], default none): Only what is about this, by name or id.
// parameter document (text, default none): Only of the document with this file name.
//
// column told (text): `event` (only one tells it), `kind` (of an event or a body), `status`, else a predicate.
// column subject (text): The thing that it is told of.
// column by (text): Which of the two tells it: rules, or the name of the model.
// column value (text): What it tells: the kind, the other thing, the date or the sum.
// column other (texts): What the other one tells in its place; empty where it tells nothing.
// column status (text): Whether the document asserts, alleges, fears or denies it, as told.
// column confidence (number): How sure the reading is, from 0 to 1.
// column quote (text): The words that state it.
// column document (text): The title of the document.
// column published (text): The date of publication of the document.
// column start (integer): Where the words begin in the text of the document, in code points from 0.
// column subject_id (text): The id of the thing that it is told of.
// column document_id (text): The id of the document.
// column id (text): The id of the claim or of the occurrence.
//
// example: greffier query disagreements

CALL {
  MATCH (o:Occurrence)-[:IN]->(d:Document)
  WHERE d.reader CONTAINS ' + llm ' AND o.family IN ['Incident', 'Action'] AND NOT o.rule CONTAINS ' + llm '
  RETURN o, d, 'event' AS told, o.rule AS rule, o.kind AS value, o.status AS status, o.confidence AS confidence,
         o.quote AS quote, o.start AS start, o.id AS id, [] AS other
  UNION
  MATCH (o:Occurrence)-[:IN]->(d:Document)
  WHERE d.reader CONTAINS ' + llm ' AND o.rule CONTAINS ' + llm ' AND o.rule CONTAINS ' as '
  WITH o, d, split(o.rule, ' + llm ') AS rules
  RETURN o, d, 'kind' AS told, 'rules' AS rule, split(split(rules[0], ' as ')[1], ' told ')[0] AS value,
         o.status AS status, o.confidence AS confidence, o.quote AS quote, o.start AS start, o.id AS id,
         [split(split(rules[1], ' as ')[1], ' told ')[0]] AS other
  UNION
  MATCH (o:Occurrence)-[:IN]->(d:Document)
  WHERE d.reader CONTAINS ' + llm ' AND o.rule CONTAINS ' + llm ' AND o.rule CONTAINS ' told '
  WITH o, d, split(o.rule, ' + llm ') AS rules
  RETURN o, d, 'status' AS told, 'rules' AS rule, split(rules[0], ' told ')[1] AS value, o.status AS status,
         o.confidence AS confidence, o.quote AS quote, o.start AS start, o.id AS id,
         [split(rules[1], ' told ')[1]] AS other
  UNION
  MATCH (c:Claim)-[:ABOUT]->(o:Occurrence)-[:IN]->(d:Document)
  // A model is not asked for these.
  WHERE d.reader CONTAINS ' + llm ' AND NOT c.rule CONTAINS ' + llm ' AND NOT c.predicate IN ['persons', 'outcome']
    AND (o.rule CONTAINS ' + llm ' OR NOT o.family IN ['Incident', 'Action'])
  OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(x)
  OPTIONAL MATCH (e:Claim {predicate: c.predicate})-[:ABOUT]->(o)
  WHERE NOT e.rule CONTAINS ' + llm ' AND (e.rule STARTS WITH 'llm ') <> (c.rule STARTS WITH 'llm ')
  OPTIONAL MATCH (e)-[:OBJECT]->(:Occurrence)-[:IS]->(y)
  WITH c, o, d, x, coalesce(y.name, e.value) AS said
  ORDER BY said
  RETURN o, d, c.predicate AS told, c.rule AS rule, coalesce(x.name, c.value) AS value, c.status AS status,
         c.confidence AS confidence, c.quote AS quote, c.start AS start, c.id AS id, collect(DISTINCT said) AS other
}
MATCH (o)-[:IS]->(s)
WHERE ($thing IS NULL OR s.id = $thing) AND ($document IS NULL OR d.file = $document)
RETURN told AS told,
       s.name AS subject,
       CASE WHEN rule STARTS WITH 'llm ' THEN substring(rule, 4) ELSE 'rules' END AS by,
       value AS value,
       other AS other,
       status AS status,
       confidence AS confidence,
       quote AS quote,
       d.title AS document,
       d.published AS published,
       start AS start,
       s.id AS subject_id,
       d.id AS document_id,
       id AS id
ORDER BY coalesce(published, '9999'), document_id, start, told, subject_id, value, id
