"""Rotation schemes: who is at which post in each block, and which promises that keeps."""
