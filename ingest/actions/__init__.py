"""Actions: what a text tells of fines, orders, settlements, inquiries, suits and rulings, each once.

assembly       tellings → actions
tellings       one place of a text that tells of an action, with parties, sum and date
retellings, recurrences      which tellings are of one action, which of a further one
shares, parts                what several parties or sums make of one; the fines of a total
sums, ellipses               the sum of an action; sums with no word for what they are
listings, tables             actions told by lists and rows
authorities, justice         who acted where that is not said; courts and police
empty_words    words of actions against nobody whom the graph keeps
outcomes       what became of an action: appealed, confirmed, reduced, annulled, paid
"""
