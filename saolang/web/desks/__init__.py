"""One desk per audience: what there is to do next, most urgent first."""
