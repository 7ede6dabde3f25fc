"""Returns on their way in, and reports as they stood on an earlier day."""
