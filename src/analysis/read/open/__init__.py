"""Bytes to cells, whatever program wrote them, as corrected; data on single children is refused."""
