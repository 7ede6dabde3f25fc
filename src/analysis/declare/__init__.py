"""What the evaluation is: boroughs, periods, statuses, and per strand its definitions and its
Table.
"""
