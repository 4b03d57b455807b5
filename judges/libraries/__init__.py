"""Other libraries' update rules, one module per library, each run by the judge `atlas` in a process of its own."""
