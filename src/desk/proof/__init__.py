"""A proof workbook: a section's numbers worked again, by live formulas over the returns' own cells."""
