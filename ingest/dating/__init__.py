"""Dating: which of the dates that a text gives is that of which event.

times        which date of a sentence is that of an event, which that of its announcement
datelines    dates that head what is told below them
announcements   the day of a decision, told in another sentence than its own
chronicles   texts of which each entry tells of a day of its own
"""
