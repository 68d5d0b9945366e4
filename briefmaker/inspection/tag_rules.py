"""The rules about placeholders, blocks, fields, and the files beside a template."""

from __future__ import annotations

from typing import Final

from briefmaker.i18n import N_
from briefmaker.inspection.finding import Rule
from briefmaker.problems import Severity

__all__ = [
    "BROKEN",
    "BROKEN_TEXT_BLOCK",
    "CONTRADICTION",
    "CROSSED",
    "DIFFERENT_SAMPLE",
    "DROPPED",
    "FAILING_SAMPLE",
    "FORBIDDEN",
    "GONE_TYPE",
    "LEFT_PAGES",
    "LOOSE",
    "MISPLACED",
    "MISSING_FILE",
    "NOTATION",
    "NO_SAMPLE",
    "TAG_RULES",
    "UNASKED",
    "UNCLOSED",
    "UNKNOWN",
    "UNOPENED",
    "UNREADABLE",
    "UNREADABLE_FILE",
    "UNUSABLE",
    "UNUSED",
    "VALUES",
]

UNKNOWN: Final = Rule(
    "tags.unknown",
    Severity.ERROR,
    N_("A misspelt placeholder"),
    N_(
        "A placeholder has a name that the form doesn't know, but that looks like one it does. Nothing"
        " could be printed there. Correct the name; the list of fields has all names, ready to be copied."
    ),
)
UNASKED: Final = Rule(
    "fields.unasked",
    Severity.ERROR,
    N_("A placeholder for something that is not asked"),
    N_(
        "A placeholder has a name for which the form has no field, so that nothing could be printed"
        " there. Add a field of this name to the form, or take the placeholder out."
    ),
)
BROKEN: Final = Rule(
    "tags.broken",
    Severity.ERROR,
    N_("A tag that Word broke"),
    N_(
        "While typing, Word makes quotes curly and puts no-break spaces; a tab, a line break or a field"
        " can end up within a tag, or a brace is doubled or apart. Such a tag is not read. Type it again"
        " in one go, or have it mended."
    ),
)
LOOSE: Final = Rule(
    "tags.loose",
    Severity.ERROR,
    N_("A tag without beginning or end"),
    N_(
        "There are braces without their counterpart: what begins with two braces, or a brace and a"
        " percent sign, ends with the same, within one paragraph. Complete the tag, or take the braces"
        " out."
    ),
)
UNREADABLE: Final = Rule(
    "tags.unreadable",
    Severity.ERROR,
    N_("A tag that can't be read"),
    N_(
        "What stands between the braces is not written as a tag is. Compare it with the examples in the"
        " help, or copy the tag from the list of fields."
    ),
)
UNCLOSED: Final = Rule(
    "tags.unclosed",
    Severity.ERROR,
    N_("A condition or loop without an end"),
    N_(
        "What begins with “if” must end with “endif”, and what begins with “for” with “endfor”. Where"
        " the beginning is a tag of paragraphs (with p) or of rows (with tr), the end is one too. Put the"
        " end where the condition or loop stops."
    ),
)
UNOPENED: Final = Rule(
    "tags.unopened",
    Severity.ERROR,
    N_("An end without its condition or loop"),
    N_(
        "An “endif”, “else” or “endfor” has no “if” or “for” before it. Take it out, or put the"
        " beginning where it belongs."
    ),
)
CROSSED: Final = Rule(
    "tags.crossed",
    Severity.ERROR,
    N_("Conditions or loops that cross"),
    N_(
        "What begins within a condition or loop must end within it too. Here one ends before another"
        " that began within it. Put the two ends in the other order."
    ),
)
MISPLACED: Final = Rule(
    "tags.place",
    Severity.ERROR,
    N_("A tag in the wrong place"),
    N_(
        "A tag of paragraphs (with p) stands alone in a paragraph, a tag of rows (with tr) alone in a"
        " row. A whole text can't stand within a sentence. A condition or loop begins and ends in the"
        " same kind of place: both within one paragraph, both between paragraphs, or both between rows of"
        " one table. Otherwise text would get lost, or no letter could be made."
    ),
)
FORBIDDEN: Final = Rule(
    "tags.forbidden",
    Severity.ERROR,
    N_("Something that a template may not do"),
    N_(
        "A template prints fields, leaves parts out and repeats parts. It can't call anything, set or"
        " include anything, or reckon. Take it out, and have the form give the value instead."
    ),
)
UNUSABLE: Final = Rule(
    "template.unusable",
    Severity.ERROR,
    N_("A template of which no letter can be made"),
    N_("No letter could be made of this template, for the reason that is given."),
)
UNREADABLE_FILE: Final = Rule(
    "files.unreadable",
    Severity.ERROR,
    N_("A file that can't be read"),
    N_(
        "A file of the pack is damaged, still being written, or not what its name says. Save it again in"
        " the program it was made with."
    ),
)
MISSING_FILE: Final = Rule(
    "files.missing",
    Severity.ERROR,
    N_("A file that is missing"),
    N_("The pack needs a file that isn't there, or names one outside its folder. Put it there."),
)
NOTATION: Final = Rule(
    "manifest.notation",
    Severity.ERROR,
    N_("A mistake in the notation of a file"),
    N_(
        "A .toml file is not written as such a file is; often a quote or bracket is missing on the line"
        " that is named, or on the one before it."
    ),
)
VALUES: Final = Rule(
    "manifest.values",
    Severity.ERROR,
    N_("A setting that can't be"),
    N_("A file of the pack has a name that isn't known, lacks one, or gives it a value that it can't have."),
)
CONTRADICTION: Final = Rule(
    "manifest.contradictions",
    Severity.ERROR,
    N_("Settings that don't fit each other"),
    N_(
        "A field, list, text or expression in a file of the pack names something that isn't there,"
        " occurs twice, or contradicts something else."
    ),
)
DROPPED: Final = Rule(
    "fields.dropped",
    Severity.ERROR,
    N_("A field that is gone without a word"),
    N_(
        "The published version has a field that this one lacks. Letters that were made with it would"
        " open without what was filled in there. Say in the manifest what it is called now ([[renamed]]),"
        " or that it was dropped ([[dropped]])."
    ),
)
GONE_TYPE: Final = Rule(
    "types.dropped",
    Severity.WARNING,
    N_("A kind of document that is gone"),
    N_(
        "The published version has a kind of document that this one lacks. Letters of that kind can then only"
        " be read. If it has another name now, say so in pack.toml ([[renamed]] with from, to and since)."
    ),
)
UNUSED: Final = Rule(
    "fields.unused",
    Severity.WARNING,
    N_("A field that is never printed"),
    N_(
        "The form asks for something that the template never prints. Put its placeholder into the"
        " template, or take the field out of the form."
    ),
)
BROKEN_TEXT_BLOCK: Final = Rule(
    "text_blocks.broken",
    Severity.WARNING,
    N_("A text block with a mistake"),
    N_("A text block can't be used because of a mistake, and is left out. The rest of the pack works."),
)
FAILING_SAMPLE: Final = Rule(
    "samples.failing",
    Severity.ERROR,
    N_("A sample of which no letter can be made"),
    N_(
        "Every sample is made into a letter at each check. Of this one none could be made. Mend what the"
        " sentence names in the template, the form or the sample."
    ),
)
NO_SAMPLE: Final = Rule(
    "samples.missing",
    Severity.HINT,
    N_("A document type without samples"),
    N_(
        "Samples are letters with invented values in the folder samples. With them each check shows"
        " whether letters still come out as they did. Save a letter there."
    ),
)
DIFFERENT_SAMPLE: Final = Rule(
    "samples.different",
    Severity.WARNING,
    N_("A sample whose pages are not those that were accepted"),
    N_(
        "The pages of this sample were accepted as right, and come out otherwise now. Look at them beside"
        " each other; accept the new ones if the difference is meant, and mend the template if it isn't."
    ),
)
LEFT_PAGES: Final = Rule(
    "samples.left",
    Severity.HINT,
    N_("Accepted pages without a sample"),
    N_(
        "A sample, or a house style, was renamed or taken away, and the pages that were accepted for it are"
        " still in the folder goedgekeurd. They would be published with the pack; throw the file away."
    ),
)

TAG_RULES: Final = (
    UNKNOWN, UNASKED, BROKEN, LOOSE, UNREADABLE, UNCLOSED, UNOPENED, CROSSED, MISPLACED, FORBIDDEN, UNUSABLE,
    UNUSED, DROPPED, NOTATION, VALUES, CONTRADICTION, MISSING_FILE, UNREADABLE_FILE, BROKEN_TEXT_BLOCK,
    FAILING_SAMPLE, NO_SAMPLE, DIFFERENT_SAMPLE, LEFT_PAGES, GONE_TYPE,
)  # fmt: skip
