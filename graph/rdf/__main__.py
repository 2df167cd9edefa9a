"""Write the ontology and the shapes again: `python -m greffier.graph.rdf`."""

from greffier.graph.rdf import ontology, shapes

if __name__ == "__main__":
    ontology.FILE.write_text(ontology.build_ontology(), "utf-8")
    shapes.FILE.write_text(shapes.build_shapes(), "utf-8")
