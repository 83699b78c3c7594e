"""An outbox and its channels; who is told what."""
