"""From files, sheets and frames to tables of text, each cell with its row."""
