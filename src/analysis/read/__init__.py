"""Messy returns in, tidy rows and queries out: nothing here opens a file, draws or estimates."""
