"""Who is on which placement with which host in which period, and who is at home."""
