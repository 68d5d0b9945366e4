"""Document types for the tests of `content`: one like a wethoudersbrief, one of other fields."""

from __future__ import annotations

from briefmaker.letter.document_type import (
    DocumentType,
    FieldKind,
    FieldRole,
    LetterField,
    Organisation,
    PackInfo,
    Section,
)

_PACK = PackInfo(
    id="haarlem",
    version="1.0.0",
    title="Gemeente Haarlem",
    organisation=Organisation(name="Gemeente Haarlem", wordmark="Haarlem"),
)


def _field(id: str, label: str, *labels: str, kind: str = "text", role: str = "") -> LetterField:
    return LetterField(id=id, label=label, kind=FieldKind(kind), role=FieldRole(role), labels=labels)


WETHOUDERSBRIEF = DocumentType(
    id="haarlem/wethoudersbrief",
    title="Brief van een wethouder",
    pack=_PACK,
    sections=(
        Section(
            id="alles",
            label="Alles",
            fields=(
                _field("afzender_organisatie", "Organisatie", role="sender_organisation"),
                _field("afzender_naam", "Wethouder", role="sender_name"),
                _field("afzender_portefeuille", "Portefeuille", kind="lines", role="sender_portfolio"),
                _field("retouradres", "Retouradres", "Retouradres", role="return_line"),
                _field("geadresseerde", "Aan", kind="lines", role="addressee"),
                _field("datum", "Datum", "Datum", "Dagtekening", kind="date"),
                _field("ons_kenmerk", "Ons kenmerk", "Ons kenmerk", "Kenmerk", kind="reference"),
                _field("uw_kenmerk", "Uw kenmerk", "Uw kenmerk"),
                _field("contactpersoon", "Contactpersoon", "Contactpersoon", "Behandeld door"),
                _field("doorkiesnummer", "Doorkiesnummer", "Doorkiesnummer", "Tel.", kind="phone"),
                _field("e_mail", "E-mail", "E-mail", "Email", "E-mailadres", kind="email"),
                _field("onderwerp", "Onderwerp", "Onderwerp", "Betreft"),
                _field("kopie_aan", "Kopie aan", "Kopie aan", "Cc", kind="lines"),
                _field("aanhef", "Aanhef", role="salutation"),
                _field("brieftekst", "Brieftekst", kind="body", role="body"),
                _field("slotgroet", "Slotgroet", role="closing"),
                _field("ondertekenaar", "Ondertekenaar", role="signatory"),
                _field("functie", "Functie", role="signatory_function"),
                _field("bijlagen", "Bijlagen", kind="enclosures", role="enclosures"),
            ),
        ),
    ),
)

MEMO = DocumentType(
    id="proef/memo",
    title="Memo",
    pack=PackInfo(id="proef", version="1", title="Proef", organisation=Organisation(name="Waterschap Proef")),
    sections=(
        Section(
            id="memo",
            label="Memo",
            fields=(
                _field("aan", "Aan", "Aan", kind="lines"),
                _field("van", "Van", "Van"),
                _field("dag", "Dag", "Dag", "Datum", kind="date"),
                _field("project", "Projectnummer", "Projectnr.", kind="reference"),
                _field("tekst", "Tekst", kind="body", role="body"),
            ),
        ),
    ),
)
