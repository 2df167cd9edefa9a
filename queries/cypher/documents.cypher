// name: documents
// summary: The documents in the store, in order of publication, with how much each tells.
//
// parameter thing (thing[Organization|Law|Incident|Action], default none): Only documents that speak of it.
// parameter language (text[fr|en], default none): Only documents in this language.
// parameter since (date, default none): Only documents published on this day or later.
// parameter until (date[last], default none): Only documents published on this day or earlier.
//
// column published (text): The date of publication.
// column title (text): The title.
// column language (text): The language, fr or en.
// column incidents (integer): The number of incidents that it tells.
// column actions (integer): The number of actions that it tells.
// column claims (integer): The number of claims that it states.
// column file (text): The name of the file.
// column id (text): The id of the document.
//
// example: greffier query documents -p thing=CNIL -p language=fr

CALL {
  MATCH (d:Document)
  WHERE $thing IS NULL
  RETURN d
  UNION
  MATCH (:Organization {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  RETURN d
  UNION
  MATCH (:Law {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  RETURN d
  UNION
  MATCH (:Incident {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  RETURN d
  UNION
  MATCH (:Action {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  RETURN d
}
WITH d
WHERE ($language IS NULL OR d.language = $language)
  AND ($since IS NULL OR d.published_on >= $since)
  AND ($until IS NULL OR d.published_on <= $until)
OPTIONAL MATCH (d)<-[:IN]-(o:Occurrence)
WITH d,
     count(CASE WHEN o.family = 'Incident' THEN o.id END) AS incidents,
     count(CASE WHEN o.family = 'Action' THEN o.id END) AS actions
OPTIONAL MATCH (d)<-[:STATED_IN]-(c:Claim)
WITH d, incidents, actions, count(c.id) AS claims
RETURN d.published AS published,
       d.title AS title,
       d.language AS language,
       incidents AS incidents,
       actions AS actions,
       claims AS claims,
       d.file AS file,
       d.id AS id
ORDER BY coalesce(published, '9999'), id
