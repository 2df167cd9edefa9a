"""Dating: which of the dates that a text gives is that of which event.

times           which date of a sentence is that of an event, which that of its announcement
announcements   the day of a decision that another sentence tells
periods         the time in which a failing lasted that another sentence tells
disclosures     the day on which an incident was made known that another sentence tells
datelines       dates that head what is told below them
chronicles      texts of which each entry tells of a day of its own
"""
