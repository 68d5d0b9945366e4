"""The traditional titulary, for houses that still use it: what people are called by title or office.

By title: prof. hooggeleerd, dr. and PhD weledelzeergeleerd, mr., ir., LLM and MSc weledelgestreng, drs. and
MA weledelgeleerd; bachelors and ing. have none
(onzetaal.nl/taaladvies/titulatuur-de-weledelgeleerde-heer-ir-a-jansen). Of several titles the highest
counts. By office the sources disagree: a burgemeester is edelachtbaar, in the large cities and the capitals
of provinces hoogedelachtbaar (taaladvies.net/titulatuur-en-titels-in-nederland-voorrangsregels), or
hoogedelgestreng or weledelgestreng (rendement.nl); a raadslid edelachtbaar (rendement.nl). So a pack may
say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefmaker.notation.names import with_capital
from briefmaker.notation.titles import title_after, title_before

__all__ = ["predicate"]

_BY_TITLE = {
    "prof.": "Hooggeleerde",
    "dr.": "Weledelzeergeleerde",
    "PhD": "Weledelzeergeleerde",
    "mr.": "Weledelgestrenge",
    "ir.": "Weledelgestrenge",
    "LLM": "Weledelgestrenge",
    "MSc": "Weledelgestrenge",
    "drs.": "Weledelgeleerde",
    "MA": "Weledelgeleerde",
}
"""The highest first."""
_BY_OFFICE = {
    "burgemeester": "edelachtbare",
    "loco-burgemeester": "edelachtbare",
    "wethouder": "edelachtbare",
    "raadslid": "edelachtbare",
}


def predicate(titles: Sequence[str], office: str, offices: Mapping[str, str]) -> str:
    """ "Weledelgestrenge" for someone with these titles and this office (either may lack), or "".

    offices: what the house says instead, by office. An office goes before a title.
    """
    said = offices.get(office) or _BY_OFFICE.get(office, "")
    if said:
        return with_capital(said.strip())
    known = {title_before(title) or title_after(title, behind_comma=True) for title in titles}
    return next((word for title, word in _BY_TITLE.items() if title in known), "")
