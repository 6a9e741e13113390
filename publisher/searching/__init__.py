"""Search over notes and transcripts: what is indexed of each episode, and the index itself.

`records` says what an episode is found by, `spool` keeps that of each show in `.publisher/search/`,
`indexing` makes `public/pagefind/` of it with Pagefind, an optional package.
"""
