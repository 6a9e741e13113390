"""`publisher diff`: two states of a feed fetched, compared, and told in subscribers' terms."""
