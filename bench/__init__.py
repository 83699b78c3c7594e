"""What `make bench` measures, on this machine, with nothing but itself to load it."""
