"""The pages that show what the evidence answers."""
