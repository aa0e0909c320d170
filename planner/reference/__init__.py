"""The reference pages in docs/reference, made from what the program itself is made of."""
