"""Findings in; tables, figures and sentences out. Nothing is computed here."""
