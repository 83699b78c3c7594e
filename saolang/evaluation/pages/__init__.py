"""What each page of the council table shows, gathered in a fixed number of queries."""
