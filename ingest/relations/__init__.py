"""Relations: which organisation belongs to, was bought by, informed or is supervised by which.

statements     the relations that a text states
frames         how they are stated, as patterns of `knowledge/relations.yaml`
marked_lines   the sentences of a text with marks in the place of bodies, as frames read them
"""
