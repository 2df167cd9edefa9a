// name: unresolved
// summary: Organisations and laws whose name several known ones share, where no document tells which is meant.
//
// column name (text): The name that documents use.
// column kind (text): The kind of thing.
// column candidates (texts): The known ones that may be meant.
// column documents (integer): The number of documents that use the name so.
// column quote (text): The name as the first of these documents has it.
// column document (text): The title of that document.
// column published (text): The date of publication of that document.
// column id (text): The id under which it is kept meanwhile.
//
// example: greffier query unresolved

MATCH (o:Occurrence)-[:IS]->(n)
WHERE (n:Organization OR n:Law) AND size(n.unresolved) > 0
MATCH (o)-[:IN]->(d:Document)
WITH n, o, d
ORDER BY coalesce(d.published, '9999'), d.id, o.start, o.id
WITH n, collect({quote: o.quote, title: d.title, published: d.published})[0] AS told
RETURN n.name AS name,
       CASE WHEN n:Law THEN 'Law' ELSE [label IN labels(n) WHERE label <> 'Organization'][0] END AS kind,
       n.unresolved AS candidates,
       n.documents AS documents,
       told.quote AS quote,
       told.title AS document,
       told.published AS published,
       n.id AS id
ORDER BY name, id
