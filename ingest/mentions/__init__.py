"""Mentions: where a text names organisations and laws, and of which kind an organisation is.

recognition             all of the following, one mention in one place
mention, name_shapes    what a mention is; where a written name begins and ends
known_names, weak_names, member_names       names of the gazetteers, ordinary words among them, members of groups
capitalised_names, french_bodies            names that one of their own words makes those of bodies
introduced_names, head_nouns, listed_names  other names, by the nouns beside them, by lists
doubtful_names, body_signs                  what is left, by what was learnt, and by what is said of bodies only
described_authorities, offices              authorities told by task and place; prosecutors, ministries, ministers
public_bodies, courts                       bodies told by sort and place
acronyms, laws          short names that a text introduces; citations of laws
"""
