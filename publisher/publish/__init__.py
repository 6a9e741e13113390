"""`publisher publish`: the built site put where listeners find it.

`files` (what there is) → `plan` (compared with what is there) → a target delivers → `pinging`.
"""
