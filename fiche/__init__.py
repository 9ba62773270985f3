"""The jurist's sheet: the whole law of the project as one French page, to be checked without reading code or YAML.

Every scalar of the law's files has one primary place in it, whose `data-cle` is its key (see `donnees`); elsewhere it is
only linked to, or repeated without a key. French words are in `mots.yml`, `chemin.yml`, `etapes.yml` and the templates.
"""
