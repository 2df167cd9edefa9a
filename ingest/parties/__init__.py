"""Parties: who was hit, who acted and on whom, among the organisations of a text.

roles             the candidates for each role of an event, each with its score and signs, and who is chosen
signs             what speaks for and against a candidate
main_parties      whom a text, or a section of it, is about
victims           whom the words of a telling say to be hit, plainer than what was weighed
enumerations      names that stand side by side
unnamed_parties, persons    sentences about somebody whom the graph does not keep
"""
