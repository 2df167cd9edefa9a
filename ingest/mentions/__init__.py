"""Mentions: where a text names organisations and laws, and of which kind an organisation is.

recognition             all of the following, one mention in one place
mention, name_shapes    what a mention is; where a written name begins and ends
known_names, weak_names, member_names       names of the gazetteers, ordinary words among them, members of groups
introduced_names, listed_names, doubtful_names   other names, by the words beside them, by lists, by what was learnt
described_authorities, public_bodies, courts     bodies told by task and place, by sort and place
acronyms, laws          short names that a text introduces; citations of laws
"""
