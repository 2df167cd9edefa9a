"""Resolution: which occurrences are the same thing. It reads occurrences, claims and judgements, alters none.

`bodies` tells organisations and laws, `events` incidents and actions; `tellings` are what is compared of
these, `blocks` which are compared at all, `comparison` how, and `clusters` joins them. `reasons` explains
what was joined, `like_names` and `reviewing` show people what is uncertain. What comes out depends on the set of
documents and judgements alone, not on the order in which they came.
"""
