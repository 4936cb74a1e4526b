"""The history of the store's tables; ``opening`` runs what is missing, in one transaction."""
