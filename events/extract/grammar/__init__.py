"""How English holds a sentence together: words, units, verbs, clauses, and what makes a verb unreal."""
