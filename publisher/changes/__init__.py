"""What a change found already there: the files at a commit, inspected as today's are."""
