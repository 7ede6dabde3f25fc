"""The boroughs' returns of the children's social care indicators.

Boroughs send workbooks, no two alike. Every borough has a row for each indicator and quarter of the
period, whether or not a number came. A blank is `not_returned`; it is never a zero. The same indicator
goes by several headings. They are kept, because they are the borough's definition.

Re-referrals come on a sheet of their own, a line for each quarter and way of counting, and each number
becomes a row: how many were referred again, and how many that is out of. A number that came without
the other stays; a percentage alone is kept as typed. Where they were not asked for there is no row.
"""

from strands.indicators.cleans.indicators import clean

__all__ = ["clean"]
