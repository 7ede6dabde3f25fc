"""Questions out to the senders of returns, and their answers back in."""
