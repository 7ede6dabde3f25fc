"""Published statements checked against the tidy rows by named rules: claims in, verdicts out."""
