# ruff: noqa: E501, RUF100
"""Good templates get no finding."""

from __future__ import annotations

import pytest

from briefmaker.app.template_check import check_pack
from briefmaker.forms.placeholders import placeholders_of
from briefmaker.inspection.rules import all_rules
from tests.inspection.corpus.cases import TEMPLATES, findings_of, good, installed, pack
from tests.inspection.corpus.damage import changed, paragraph_after

TYPES = [each.type.id for name in ("haarlem", "haarlemmermeer") for each in pack(name).types]


@pytest.mark.parametrize("name", ["haarlem", "haarlemmermeer"])
def test_nothing_is_found_in_a_shipped_pack(name: str) -> None:
    assert check_pack(TEMPLATES / name).findings == ()


@pytest.mark.parametrize("document_type", TYPES)
def test_nothing_is_found_in_a_shipped_template(document_type: str) -> None:
    assert findings_of(good(document_type), document_type) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{onderwerp}}", "{{ onderwerp|upper }}", "{{ onderwerp | default('x') }}", "{{ cc|join(', ') }}",
        "{% if onderwerp and not cc %}a{% elif cc %}b{% else %}c{% endif %}", "{# een opmerking met {{ onbekend }} #}",
        "{% for r in cc %}{{ r }}{% else %}niemand{% endfor %}", "{{ 'a' ~ onderwerp ~ \"b\" }}", "Code: {a: 1}",
        "{% for b in bijlagen if b.soort == 'tekst' %}{{ loop.index }}. {{ b.titel }} {% endfor %}", "Een {zin}, 100 %",
        "{% if cc|length > 1 %}en{% endif %}", "{{ bijlagen_lijst }}", "{{ onderwerp if onderwerp else 'geen' }}",
        "{%- if onderwerp -%} x {%- endif -%}", "{{ status }} {{ woordmerk }}", '{% if afdeling != "Zo’n" %}x{% endif %}',
        "{{ onderwerp\u00a0}}", "{% if 'a' in onderwerp %}x{% endif %}", "{% if onderwerp is defined %}x{% endif %}",
    ],
)  # fmt: skip
def test_nothing_is_found_in_what_a_template_may_say(text: str) -> None:
    assert findings_of(changed("haarlem/memo", paragraph_after(27, text)), "haarlem/memo") == ()


def test_every_placeholder_of_a_type_has_a_ready_tag_and_says_what_it_prints() -> None:
    for document_type in TYPES:
        found = placeholders_of(installed(document_type).type)
        assert len({each.name for each in found}) == len(found)
        for each in found:
            assert each.meaning
            assert each.tag.startswith("{{")
            assert each.example


def test_rules_have_ids_of_their_own() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(set(ids)) == len(ids)
