"""Settings, root addresses and the command line: where it is all plugged together."""
