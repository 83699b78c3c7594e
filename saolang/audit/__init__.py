"""The ledger: what was done, by whom, when, without personal data."""
