"""The product: a place goes in, a checked plan comes out."""
