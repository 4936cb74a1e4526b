"""The screen: a dated map of who held what, and what surrounds it. Asks the ledger, decides nothing."""
