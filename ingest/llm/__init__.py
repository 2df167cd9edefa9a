"""Reading with a language model: what it answers is data, kept only where the document's own words bear it out."""
