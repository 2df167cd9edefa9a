// name: contradictions
// summary: What documents say differently of one event: numbers, dates, sums, status and kind, side by side.
//
// parameter institution (thing[Organization], default none): Only events of this institution, or actions of this
//    authority, by name or id.
// parameter what (text[persons|date|announced|imposed|exposure|status|kind], default none): Only what differs in this.
// parameter since (date, default none): Only what may have happened or been done on this day or later.
// parameter until (date[last], default none): Only what may have happened or been done on this day or earlier.
//
// column date (text): The date that the graph gives the event, else that of its announcement.
// column event (text): The kind that the graph gives the event.
// column parties (texts): Who was hit, or to whom it is addressed.
// column what (text): What is said differently: persons, date, announced, imposed, exposure, status or kind.
// column value (text): What this document says of it.
// column status (text): Whether it asserts, alleges, fears or denies that.
// column document (text): The title of the document.
// column source (text): Where the document was read.
// column published (text): The date of publication of the document.
// column quote (text): The words that say so.
// column document_id (text): The id of the document.
// column id (text): The id of the event.
//
// example: greffier query contradictions -p institution=Desjardins -p what=persons

// What each document says, as a range from low to high where it is a number.
CALL {
  MATCH (e)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'persons'})-[:STATED_IN]->(d:Document)
  WHERE e.documents > 1
  RETURN e AS e, 'persons' AS what, d AS d, c.value AS value, c.status AS status, c.quote AS quote, c.start AS start,
         CASE
           WHEN c.persons_kind IN ['accounts', 'cards', 'contracts', 'records'] THEN c.persons_kind
           ELSE 'persons'
         END AS unit,
         CASE c.persons_bound
           WHEN 'at most' THEN 0.0
           WHEN 'about' THEN c.persons * 0.95
           ELSE c.persons * 0.99
         END AS low,
         CASE c.persons_bound
           WHEN 'at least' THEN 1e18
           WHEN 'about' THEN coalesce(c.persons_most, c.persons) * 1.05
           ELSE coalesce(c.persons_most, c.persons) * 1.01
         END AS high
  UNION
  MATCH (e)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim {predicate: 'amount'})-[:STATED_IN]->(d:Document)
  WHERE e.documents > 1
  RETURN e AS e, c.amount_kind AS what, d AS d, c.value AS value, c.status AS status, c.quote AS quote,
         c.start AS start, c.currency + coalesce(c.per, '') AS unit, c.amount * 0.99 AS low, c.amount * 1.01 AS high
  UNION
  MATCH (e)<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
  WHERE e.documents > 1 AND c.predicate IN ['date', 'announced']
  RETURN e AS e, c.predicate AS what, d AS d, c.value AS value, c.status AS status, c.quote AS quote,
         c.start AS start, '' AS unit, 0.0 AS low, 0.0 AS high
  UNION
  MATCH (e)<-[:IS]-(o:Occurrence)-[:IN]->(d:Document)
  WHERE e.documents > 1 AND o.family IN ['Incident', 'Action']
  RETURN e AS e, 'status' AS what, d AS d, o.status AS value, o.status AS status, o.quote AS quote,
         o.start AS start, '' AS unit, 0.0 AS low, 0.0 AS high
  UNION
  MATCH (e)<-[:IS]-(o:Occurrence)-[:IN]->(d:Document)
  WHERE e.documents > 1 AND o.family IN ['Incident', 'Action']
  RETURN e AS e, 'kind' AS what, d AS d, o.kind AS value, o.status AS status, o.quote AS quote,
         o.start AS start, '' AS unit, 0.0 AS low, 0.0 AS high
}
WITH e, what, unit, d, value, status, quote, start, low, high
WHERE ($what IS NULL OR what = $what)
  AND ($institution IS NULL
       OR EXISTS { (e)-[:AFFECTED|ADDRESSED_TO|ISSUED]-(:Organization {id: $institution}) })
  AND ($since IS NULL OR coalesce(e.date_to, e.announced_to) >= $since)
  AND ($until IS NULL OR coalesce(e.date_from, e.announced_from) <= $until)
ORDER BY start
// One statement of each value a document; the first words that state it.
WITH e, what, unit, d, value, status, low, high, collect(quote)[0] AS quote
WITH e, what, unit,
     collect({document: d.id, title: d.title, source: d.sources[0], published: d.published, value: value,
              status: status, quote: quote, low: low, high: high}) AS said
UNWIND said AS one
UNWIND said AS other
WITH e, what, one, other, one.document AS document, other.document AS against, unit
WHERE document <> against
// Two documents contradict each other where nothing that the one says agrees with anything that the other says.
WITH e, what, unit, document, against, collect(one) AS statements,
     sum(CASE
       WHEN what = 'status'
         THEN CASE WHEN (one.value = 'denied') = (other.value = 'denied')
                     OR 'hypothetical' IN [one.value, other.value] THEN 1 ELSE 0 END
       WHEN what = 'kind'
         THEN CASE WHEN one.value = other.value OR 'Other' IN [one.value, other.value]
                     OR (one.value IN ['Cyberattack', 'DataBreach', 'Ransomware']
                         AND other.value IN ['Cyberattack', 'DataBreach', 'Ransomware'])
                     OR (one.value IN ['Fine', 'Penalty'] AND other.value IN ['Fine', 'Penalty']) THEN 1 ELSE 0 END
       WHEN (one.status = 'denied') = (other.status = 'denied')
         THEN CASE WHEN (what IN ['date', 'announced']
                         AND (one.value STARTS WITH other.value OR other.value STARTS WITH one.value))
                     OR (NOT what IN ['date', 'announced'] AND one.low <= other.high AND other.low <= one.high)
                   THEN 1 ELSE 0 END
       // What the one denies and the other says: they differ where it is the same value.
       ELSE CASE WHEN (what IN ['date', 'announced'] AND one.value <> other.value)
                   OR (NOT what IN ['date', 'announced'] AND (one.low > other.high OR other.low > one.high))
                 THEN 1 ELSE 0 END
     END) AS agreeing
WHERE agreeing = 0
UNWIND statements AS said
WITH DISTINCT e, what, unit, document AS document_id, said.value AS value, said.status AS status,
     said.title AS document, said.source AS source, said.published AS published, said.quote AS quote
OPTIONAL MATCH (e)-[:AFFECTED|ADDRESSED_TO]->(x:Organization)
WITH e, what, unit, document_id, value, status, document, source, published, quote, x
ORDER BY x.name, x.id
WITH e, what, unit, document_id, value, status, document, source, published, quote, collect(x.name) AS parties
RETURN coalesce(e.date, e.announced) AS date,
       [label IN labels(e) WHERE NOT label IN ['Incident', 'Action']][0] AS event,
       parties AS parties,
       what AS what,
       value AS value,
       status AS status,
       document AS document,
       source AS source,
       published AS published,
       quote AS quote,
       document_id AS document_id,
       e.id AS id
ORDER BY coalesce(date, '9999'), id, what, unit, coalesce(published, '9999'), document_id, value
