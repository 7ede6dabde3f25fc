"""Where a period stands on a day: what was asked of whom, what came, what is late, open or in the
way, and e-mails to write about it.
"""
