"""Stars awarded: issued, renewed, expired, revoked."""
