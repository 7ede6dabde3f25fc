"""Cells to tables, and the words that stand around each."""
