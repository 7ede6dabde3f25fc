"""Rows as the declared tables, and questions to whoever sent them."""
