"""Set-up of a fresh machine, for the dashboard and for the checks: runs on a bare Python, standard library only."""
