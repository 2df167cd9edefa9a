"""The questions: one .cypher file each, and the code that finds, checks and runs them."""
