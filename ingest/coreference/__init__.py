"""Coreference: which mentions of one text are one organisation or law.

entities       the organisations and laws of a text, made of the following
referents      mentions of one gazetteer entry, or of the same words
shared_names   shorter and longer forms of one name, and names of its group and kin
anaphors, authority_anaphors, member_descriptions   whom descriptions (« l'assureur », "the regulator") take up
pronouns       whom a pronoun takes up
"""
