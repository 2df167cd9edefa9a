"""From files to facts: reading, language, mentions, events, resolution and the pipeline."""
