"""A Neo4j as the store: its address, the store itself, and the server that Greffier can install and run."""
