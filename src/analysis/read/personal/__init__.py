"""What could tell who a single person is: its forms, its headings, and the places where it stands."""
