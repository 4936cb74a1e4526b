"""Who fights: names, bare nouns, nationalities, strangers, and which of them acts in a sentence."""
