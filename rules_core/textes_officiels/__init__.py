"""The official texts, beside the law's data: is each alinéa still the one the data was written from, and what are its words?

The project holds no official text, only fingerprints. Whoever has an export of the texts (`export`) has it compared with the data
(`comparaison`), sees which protections rest on what moved (`appuis`), and may keep the words beside the installation (`importes`).

The data is read as raw YAML (`donnees`), so that this check does not depend on the loader it helps to trust.
Sentences come from paroles/textes_officiels.yml.
"""
