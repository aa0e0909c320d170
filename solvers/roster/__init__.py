"""Who works which shift on which day: cover, people's terms and what they ask for."""
