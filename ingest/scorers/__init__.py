"""Scorers: what was learnt from the corpus: linear models over named features, small enough to be read.

    linear      a model: features, weights, and the probabilities that come of them
    words       a sentence as its words, with names, sums and dates as what they are
    sentences   which events a sentence tells, for those that no trigger tells
    parties     how likely an organisation was hit, acted or was addressed
    names       whether a doubtful name is that of an organisation, and of which kind

`corpus/training` learns the weights, which lie in `weights/` as text; docs/how-well.md tells what they are worth.
"""
