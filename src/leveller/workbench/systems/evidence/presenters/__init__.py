"""From what the evidence answers to the charts, maps, tables and words of pages."""
