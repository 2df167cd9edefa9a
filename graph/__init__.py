"""What is known: records, the graph model, identity, stores and RDF."""
