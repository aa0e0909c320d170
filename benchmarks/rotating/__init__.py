"""Public instances of rotations: readers, their own scores, and their solutions as files."""
