"""The graph in the forms of other tools: one module for each form."""
