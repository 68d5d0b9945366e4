"""The rules about how a template looks and what it carries along."""

from __future__ import annotations

from typing import Final

from briefmaker.i18n import N_
from briefmaker.inspection.finding import Rule
from briefmaker.problems import Severity

__all__ = [
    "ALTERNATIVE",
    "COMMENTS",
    "EMPTY",
    "EXTERNAL",
    "FIELDS",
    "FONTS",
    "FORMAT",
    "HEADER_ROW",
    "HEADINGS",
    "LANGUAGE_MISSING",
    "LANGUAGE_OTHER",
    "LOCALISED",
    "LOOK_RULES",
    "MACROS",
    "MISSING",
    "OBJECTS",
    "RESOLUTION",
    "TRACKED",
]

_E, _W = Severity.ERROR, Severity.WARNING

MISSING: Final = Rule(
    "styles.missing", _E, N_("A style is missing"),
    N_("A paragraph, a word or a part of the text asks for a style that neither the template nor the house "
       "style has, so it is printed without its looks or not at all. Choose another style in Word, or make "
       "the style in huisstijl.docx."),
)  # fmt: skip
LOCALISED: Final = Rule(
    "styles.localised", _W, N_("A style under a translated name"),
    N_("A style of Word itself is kept under its Dutch name, as some other programs do. Word then sees a "
       "style of its own: headings are missing from the navigation, and the house style doesn't reach it. "
       "Give it Word's own name; Word goes on showing it in Dutch."),
)  # fmt: skip
FORMAT: Final = Rule(
    "format.direct", _W, N_("Formatting without a style"),
    N_("A font, size, colour, bold or spacing was set on the words themselves. A change of the house style "
       "doesn't reach them. Choose a style that looks so, or clear the formatting: Ctrl+Space for words, "
       "Ctrl+Q for paragraphs."),
)  # fmt: skip
FONTS: Final = Rule(
    "fonts.unavailable", _W, N_("A font that not everybody has"),
    N_("A font is asked for that Briefmaker doesn't bring along, so letters look otherwise elsewhere and "
       "lines end in other places. Choose a font of the house style."),
)  # fmt: skip
ALTERNATIVE: Final = Rule(
    "pictures.alternative", _E, N_("A picture without a description"),
    N_("Who can't see a picture hears its description; without one a letter is not accessible. In Word: "
       "right click the picture, Edit alt text. Mark pictures that only decorate as decorative."),
)  # fmt: skip
RESOLUTION: Final = Rule(
    "pictures.resolution", _W, N_("A picture that prints coarsely"),
    N_("A picture has fewer than 150 dots to the inch at the size in which it is printed. Insert a larger "
       "version of it, or print it smaller."),
)  # fmt: skip
HEADINGS: Final = Rule(
    "headings.order", _W, N_("A heading level is skipped"),
    N_("Headings tell how a document is built up; a screen reader jumps along them. Below a heading of level "
       "1 comes one of level 2, not of level 3. Choose the heading style of the right level."),
)  # fmt: skip
LANGUAGE_OTHER: Final = Rule(
    "language.other", _W, N_("Text in the wrong language"),
    N_("Text is marked as another language than that of the letter, so it is read aloud and spelled wrongly. "
       "In Word: select the text, Review, Language, Set proofing language."),
)  # fmt: skip
LANGUAGE_MISSING: Final = Rule(
    "language.missing", _W, N_("No language is set"),
    N_("The file doesn't say in which language its text is, so a screen reader has to guess. In Word: select "
       "everything, Review, Language, Set proofing language, Set as default."),
)  # fmt: skip
HEADER_ROW: Final = Rule(
    "tables.header", _W, N_("A table without a header row"),
    N_("A table with data needs a header row: it is repeated on the next page, and a screen reader says it "
       "with each cell. In Word: put the cursor in the first row, Table Layout, Repeat header rows."),
)  # fmt: skip
EMPTY: Final = Rule(
    "paragraphs.empty", _W, N_("Empty lines or rows are left"),
    N_("Empty paragraphs and rows make space that no style can change, and a screen reader reads them out. "
       "Remove them, and set the space in the style."),
)  # fmt: skip
TRACKED: Final = Rule(
    "changes.tracked", _E, N_("Tracked changes are left"),
    N_("Tracked changes would come along in every letter, with the name of who made them. In Word: Review, "
       "Accept all changes and stop tracking."),
)  # fmt: skip
COMMENTS: Final = Rule(
    "comments.left", _W, N_("Comments are left"),
    N_("Comments of colleagues would come along in every letter. In Word: Review, Delete all comments."),
)  # fmt: skip
MACROS: Final = Rule(
    "refused.macros", _E, N_("A macro"),
    N_("A program in a template could do anything on the computers of all who open a letter; Briefmaker "
       "refuses it. Save the template in Word as a Word document (.docx)."),
)  # fmt: skip
EXTERNAL: Final = Rule(
    "refused.external", _E, N_("Something that is fetched from elsewhere"),
    N_("A letter must not fetch anything when it is opened, nor point at files on a computer or share. Links "
       "to websites (https), e-mail addresses (mailto) and telephone numbers (tel) are allowed."),
)  # fmt: skip
OBJECTS: Final = Rule(
    "refused.objects", _E, N_("An embedded object"),
    N_("A file of another program within the template is refused: it can't be printed or read aloud, and may "
       "hold a program. Insert it as a picture or a table."),
)  # fmt: skip
FIELDS: Final = Rule(
    "refused.fields", _E, N_("A field that starts or fetches something"),
    N_("Fields as DDE, LINK, INCLUDETEXT and MACROBUTTON start a program or fetch a file when a letter is "
       "opened. In Word: select the field and turn it into text with Ctrl+Shift+F9."),
)  # fmt: skip

LOOK_RULES: Final[tuple[Rule, ...]] = (
    MISSING, LOCALISED, FORMAT, FONTS, ALTERNATIVE, RESOLUTION, HEADINGS, LANGUAGE_OTHER, LANGUAGE_MISSING,
    HEADER_ROW, EMPTY, TRACKED, COMMENTS, MACROS, EXTERNAL, OBJECTS, FIELDS,
)  # fmt: skip
