"""How a text with named values is filled in and judged: plain Python."""
