"""From files to facts: reading, language, mentions, events, resolution and the pipeline.

The way of the data, module by module (`pipeline` composes it):

    documents      files → documents, text exactly as it is; `languages` tells French
                   from English, `versions` what came before
    texts          a document → its sentences and words; `models` loads spaCy once, `prefilters`
                   spare it what tells of nothing
    mentions       a text → where it names organisations and laws; `places` tells which countries it is about
    coreference    mentions → organisations and laws of the text
    values         a text → its dates, sums and numbers
    triggers       a text → the words that tell of incidents and actions
    scenes         all of these together, as the readers of events look at them
    parties        who was hit, who acted, on whom
    dating         which date is that of which event
    incidents      scenes → incidents, each once; `drafts` are events while their tellings are brought together
    actions        scenes → actions, each once
    concerns       which incidents an action is about
    events         incidents and actions together
    relations      scenes → which body is part of which, was bought by, informed, is supervised by which
    extraction     composes the above: a document → what it says; `explanations` tells why, `readers` who reads
    resolution     what documents say → which of it is the same thing; `names` tells whose name a name is
    integration    → changes to a graph; `imports` takes exports in, `rulings` what people decide

Beside these: `knowledge` (data with its origin), `scorers` (what was learnt from the corpus), `llm` (a reader that
asks a language model, on wish).
"""
