"""Incidents: what a text tells of attacks, leaks, outages, frauds and failings, each once.

assembly         tellings → incidents
same_incidents   whether two tellings tell of one incident
several, likewise               several incidents of one telling; other victims of the same
mere_mentions, other_victims    words of an incident that befell nobody in particular, or somebody unknown
failings, findings              what a sanction punishes; what an authority finds, whatever it does about it
headcounts       how many persons, accounts, records
"""
