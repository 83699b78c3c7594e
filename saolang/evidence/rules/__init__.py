"""What papers there are and how long they hold, in plain Python."""
