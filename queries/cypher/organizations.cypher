// name: organizations
// summary: The organisations that documents name, those with most incidents and actions first.
//
// parameter kind (text[Insurer|Bank|Federation|Institution|Company|Regulator|Court|Police], default none): Only
//    this kind.
// parameter jurisdiction (text, default none): Only what has its home there (ISO 3166, like CA-QC; CA for all of
//    Canada).
//
// column name (text): Its name.
// column kind (text): The kind of organisation.
// column jurisdiction (text): Its home, ISO 3166, if known.
// column incidents (integer): The number of incidents that hit it, without those that are denied or only feared.
// column addressed (integer): The number of actions addressed to it, without those that are denied or only expected.
// column issued (integer): The number of actions that it took, without those that are denied or only expected.
// column documents (integer): The number of documents that speak of it.
// column id (text): Its id.
//
// example: greffier query organizations -p kind=Insurer -p jurisdiction=CA

MATCH (x:Organization)
WHERE ($kind IS NULL OR $kind IN labels(x))
  AND ($jurisdiction IS NULL
       OR x.jurisdiction = toUpper($jurisdiction)
       OR x.jurisdiction STARTS WITH (toUpper($jurisdiction) + '-'))
RETURN x.name AS name,
       [label IN labels(x) WHERE label <> 'Organization'][0] AS kind,
       x.jurisdiction AS jurisdiction,
       COUNT {
         (x)<-[hit:AFFECTED]-(i:Incident)
         WHERE hit.status IN ['asserted', 'alleged'] AND i.status IN ['asserted', 'alleged']
       } AS incidents,
       COUNT {
         (x)<-[aimed:ADDRESSED_TO]-(a:Action)
         WHERE aimed.status IN ['asserted', 'alleged'] AND a.status IN ['asserted', 'alleged']
       } AS addressed,
       COUNT {
         (x)-[made:ISSUED]->(b:Action)
         WHERE made.status IN ['asserted', 'alleged'] AND b.status IN ['asserted', 'alleged']
       } AS issued,
       x.documents AS documents,
       x.id AS id
ORDER BY incidents + addressed + issued DESC, documents DESC, name, id
