// name: copies
// summary: Documents of nearly the same text, as several sites carry them; they count as one piece of evidence.
//
// parameter thing (thing[Organization|Law|Incident|Action], default none): Only copies of documents that speak of it.
// parameter since (date, default none): Only documents published on this day or later.
// parameter until (date[last], default none): Only documents published on this day or earlier.
//
// column story (text): The title of the document first published of those with this text.
// column published (text): The date of publication of this one.
// column title (text): Its title.
// column sources (texts): Where it was read.
// column story_id (text): The id of the document first published.
// column id (text): The id of this one.
//
// example: greffier query copies -p thing=Desjardins

CALL {
  MATCH (d:Document)
  WHERE $thing IS NULL AND d.story IS NOT NULL
  RETURN d
  UNION
  MATCH (:Organization {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  WHERE d.story IS NOT NULL
  RETURN d
  UNION
  MATCH (:Law {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  WHERE d.story IS NOT NULL
  RETURN d
  UNION
  MATCH (:Incident {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  WHERE d.story IS NOT NULL
  RETURN d
  UNION
  MATCH (:Action {id: $thing})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)
  WHERE d.story IS NOT NULL
  RETURN d
}
WITH d
WHERE ($since IS NULL OR d.published_on >= $since)
  AND ($until IS NULL OR d.published_on <= $until)
MATCH (o:Document {id: d.story})
RETURN o.title AS story,
       d.published AS published,
       d.title AS title,
       d.sources AS sources,
       o.id AS story_id,
       d.id AS id
ORDER BY story_id, coalesce(published, '9999'), id
