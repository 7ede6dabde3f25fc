"""Cells to numbers and answers, each with its status."""
