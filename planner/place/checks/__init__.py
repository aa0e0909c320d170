"""From tables of text to checked tables: headings, cells, keys, references."""
