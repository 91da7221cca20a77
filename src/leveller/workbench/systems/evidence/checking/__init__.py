"""What can be wrong with a file: faults with row, column, reason and what to do."""
