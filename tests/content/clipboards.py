"""What programs really put on the clipboard, as HTML, with texts of our own; and blocks as short lines."""

from __future__ import annotations

from briefmaker.letter.body import (
    Footnote,
    Heading,
    Image,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
)


def _label(mark: str) -> str:
    """A list's label as Word writes it before an item."""
    return (
        "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol;"
        f"mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt "
        '"Times New Roman"\'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>'
    )


WORD = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!--
 /* Font Definitions */
 @font-face {{font-family:Wingdings; panose-1:5 0 0 0 0 0 0 0 0 0; mso-font-charset:2;}}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{{mso-style-unhide:no; mso-style-qformat:yes; mso-style-parent:""; margin:0cm; font-size:12.0pt;
	font-family:"Calibri",sans-serif; color:red;}}
h1 {{mso-style-priority:9; mso-style-name:"Kop 1"; mso-style-link:"Kop 1 Char"; mso-outline-level:1;
	font-size:16.0pt; font-family:"Calibri Light",sans-serif; color:#2F5496; font-weight:normal;}}
p.Tussenkop, li.Tussenkop, div.Tussenkop
	{{mso-style-name:Tussenkop; mso-outline-level:2; font-weight:bold; font-style:italic}}
p.MsoListParagraph, li.MsoListParagraph, div.MsoListParagraph {{mso-style-name:Lijstalinea;
margin-left:36.0pt}}
span.MsoFootnoteReference {{mso-style-name:"Voetnootmarkering"; vertical-align:super;}}
 /* List Definitions */
 @list l0 {{mso-list-id:417948921; mso-list-type:hybrid;}}
@list l0:level1 {{mso-level-number-format:bullet; mso-level-text:\uf0b7; font-family:Symbol;}}
@list l0:level2 {{mso-level-number-format:bullet; mso-level-text:o; font-family:"Courier New";}}
@list l1 {{mso-list-id:1234567; mso-list-type:hybrid;}}
@list l1:level1 {{mso-level-tab-stop:none; mso-level-number-position:left;}}
@list l1:level2 {{mso-level-number-format:alpha-lower; mso-level-tab-stop:none;}}
@list l1:level3 {{mso-level-number-format:roman-lower; mso-level-number-position:right;}}
--></style></head>
<body lang=NL style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h1>Planning van het najaar<o:p></o:p></h1>
<p class=MsoNormal>Voor het <i>gesprek</i><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]><span class=MsoFootnoteReference><span style='font-size:12.0pt;line-height:107%'>[1]</span
></span><![endif]></span></span></a> zijn er <b style='mso-bidi-font-weight:normal'>drie</b>
<span style='font-size:20.0pt;color:red'>mogelijkheden</span>, zie <a href="https://www.voorbeeld.nl/">de
site</a>.<br>Nieuwe<span style='mso-spacerun:yes'>  </span>regel op 3&nbsp;mei.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>{_label("·")}eerste
punt<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;
mso-list:l0 level2 lfo1'>{_label("o")}een niveau dieper<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1
lfo1'>{_label("·")}tweede punt</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'>{_label("1.")}een</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l1 level2 lfo2'>{_label("a.")}letter a</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l1 level3 lfo2'>{_label("i.")}romeins een</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'>{_label("2.")}twee</p>
<p class=MsoNormal>Tussen de nummers.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>{_label("3.")}drie</p>
<p class=Tussenkop>Een kopje</p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none;
mso-border-alt:solid windowtext .5pt'>
 <thead><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=302 valign=top style='width:226.55pt'>
  <p class=MsoNormal><b>Jaar<o:p></o:p></b></p></td><td width=302><p
class=MsoNormal><b>Bedrag</b></p></td></tr></thead>
 <tr style='mso-yfti-irow:1'><td rowspan=2 valign=top><p class=MsoNormal>2026</p></td>
  <td><p class=MsoNormal>tien</p><p class=MsoListParagraph style='mso-list:l0 level1
lfo1'>{_label("·")}punt</p></td></tr>
 <tr style='mso-yfti-irow:2'><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr>
 <tr style='mso-yfti-irow:3;mso-yfti-lastrow:yes'><td colspan=2><p class=MsoNormal>samen</p></td></tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_s1026"><v:textbox><div><p>In een
vak</p></div></v:textbox>
</v:shape><![endif]--><![if !vml]><img width=1 src="file:///C:/clip_image001.png"><![endif]>Slot met
<span style='display:none;mso-hide:all'>verborgen</span><del cite="mailto:x">weg</del><ins>nieuw</ins>e
woorden.</p>
<!--EndFragment--><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>
<hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Zie het <i>besluit</i>
van maart.<o:p></o:p></p></div></div></body></html>"""

WORD_BLOCKS = [
    "# Planning van het najaar",
    (
        "Voor het _gesprek_[^Zie het _besluit_ van maart.] zijn er *drie* mogelijkheden, zie "
        "<https://www.voorbeeld.nl/ de site>.|Nieuwe regel op 3\u00a0mei."
    ),
    "-",
    "  eerste punt",
    "  -",
    "    een niveau dieper",
    "- tweede punt",
    "1 decimal",
    "  een",
    "  1 letter",
    "    letter a",
    "    1 roman",
    "      romeins een",
    "- twee",
    "Tussen de nummers.",
    "+ decimal",
    "  drie",
    "## Een kopje",
    "table 1 header rows",
    "row",
    "cell",
    "  Jaar",
    "cell",
    "  Bedrag",
    "row",
    "cell 1x2",
    "  2026",
    "cell",
    "  tien",
    "  -",
    "    punt",
    "row",
    "cell",
    "row",
    "cell 2x1",
    "  samen",
    "Slot met nieuwe woorden.",
]

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
p.MsoNormal {margin:0cm; font-size:11.0pt;} @list l0 {mso-list-id:1;}
@list l0:level1 {mso-level-number-format:bullet;} --></style></head><body lang=NL link="#0563C1">
<div class=WordSection1><p class=MsoNormal>Beste collega,<o:p></o:p></p><p
class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Graag v&oacute;&oacute;r vrijdag:<o:p></o:p></p>
<ul style='margin-top:0cm' type=disc>
<li class=MsoListParagraph style='margin-left:0cm;mso-list:l0 level1 lfo1'>de nota<o:p></o:p></li>
<li class=MsoListParagraph style='margin-left:0cm;mso-list:l0 level1 lfo1'>de bijlage<o:p></o:p></li></ul>
<ol style='margin-top:0cm' start=3 type=a><li class=MsoListParagraph>derde letter</li></ol>
<p class=MsoNormal>Met vriendelijke groet,</p>
<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0><tr><td valign=top>
<p class=MsoNormal><img width=96 src="cid:image001.png@01D9.AB" alt="Logo"></p></td>
<td><p class=MsoNormal><b>Team Bestuur</b><br><a
href="mailto:bestuur@voorbeeld.nl">bestuur@voorbeeld.nl</a></p>
</td></tr></table></div></body></html>"""

OUTLOOK_BLOCKS = [
    "Beste collega,",
    "Graag vóór vrijdag:",
    "-",
    "  de nota",
    "- de bijlage",
    "3 letter",
    "  derde letter",
    "Met vriendelijke groet,",
    "*Team Bestuur*|<mailto:bestuur@voorbeeld.nl bestuur@voorbeeld.nl>",
]

_GDOC = (
    "font-size:11pt;font-family:Arial;color:#000000;background-color:transparent;font-weight:{};font-style:{}"
)
_PLAIN, _BOLD, _SLANTED = (
    _GDOC.format(400, "normal"),
    _GDOC.format(700, "normal"),
    _GDOC.format(400, "italic"),
)

GOOGLE_DOCS = f"""<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-0a1b"><h2 dir="ltr" style="line-height:1.38"><span style="{_PLAIN}">Aanpak</span></h2>
<p dir="ltr" style="line-height:1.38"><span style="{_PLAIN};white-space:pre-wrap">Dit is </span><span
style="{_BOLD}">vet</span><span style="{_PLAIN}"> en </span><span style="{_SLANTED}">schuin</span><span
style="{_PLAIN}">.</span></p><br />
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc;{_PLAIN}" aria-level="1"><p dir="ltr"
role="presentation"><span style="{_PLAIN}">punt</span></p></li><ul><li dir="ltr"
style="list-style-type:circle" aria-level="2"><p role="presentation"><span>dieper</span></p></li></ul></ul>
<ol><li dir="ltr" style="list-style-type:lower-alpha" aria-level="1"><p><span>letter</span></p></li></ol>
<p>Zie de noot<a href="#ftnt1" id="ftnt_ref1">[1]</a>.</p>
<div dir="ltr" align="left"><table style="border:none"><colgroup><col width="50"/><col/></colgroup><tbody>
<tr style="height:0pt"><td style="border-left:solid #000 1pt"><p><span style="{_BOLD}">Wie</span></p></td>
<td><p><span style="{_BOLD}">Wat</span></p></td></tr>
<tr><td><p>Team</p></td><td><p>werk</p></td></tr></tbody></table></div>
<hr><div><p dir="ltr"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Uit de nota.</span></p></div></b>"""

GOOGLE_BLOCKS = [
    "## Aanpak",
    "Dit is *vet* en _schuin_.",
    "-",
    "  punt",
    "  -",
    "    dieper",
    "1 letter",
    "  letter",
    "Zie de noot[^Uit de nota.].",
    "table 1 header rows",
    "row",
    "cell",
    "  Wie",
    "cell",
    "  Wat",
    "row",
    "cell",
    "  Team",
    "cell",
    "  werk",
]

_COMPUTED = (
    "color: rgb(32, 33, 36); font-family: arial, sans-serif; font-size: 14px; font-style: normal; "
    "font-weight: 400; text-decoration-color: initial; white-space: normal; display: inline !important"
)

CHROME = f"""<html><body>
<!--StartFragment--><h3 style="{_COMPUTED}; font-weight: 700">Openingstijden</h3><p style="{_COMPUTED}">Het
loket is <strong style="font-weight: 600">open</strong> van <em>negen</em> tot vijf. <a
href="javascript:alert(1)">Klik</a> <a href="https://www.voorbeeld.nl/a?b=1&amp;c=2"
target="_blank">hier</a>.</p>
<ul style="{_COMPUTED}"><li>maandag</li><li>dinsdag<ol type="i"><li>ochtend</li></ol></li></ul>
<dl><dt>Kosten</dt><dd>tien euro</dd></dl><pre>twee
regels</pre><script>steal()</script><img src="https://volg.voorbeeld.nl/x.gif"><!--EndFragment-->
</body></html>"""

CHROME_BLOCKS = [
    "### Openingstijden",
    "Het loket is *open* van _negen_ tot vijf. Klik <https://www.voorbeeld.nl/a?b=1&c=2 hier>.",
    "-",
    "  maandag",
    "- dinsdag",
    "  1 roman",
    "    ochtend",
    "Kosten",
    "tien euro",
    "twee|regels",
]

WORD_ONLINE = """<div class="OutlineElement Ltr"><p class="Paragraph" role="heading"><span class="TextRun"
style="font-weight:normal">Hier de punten:</span><span class="EOP">&nbsp;</span></p></div>
<div class="ListContainerWrapper"><ul class="BulletListStyle1" role="list"><li data-listid="3"
data-aria-posinset="1" data-aria-level="1" role="listitem"><p
class="Paragraph"><span>een</span></p></li></ul></div>
<div class="ListContainerWrapper"><ul role="list"><li data-listid="3" data-aria-posinset="1"
data-aria-level="2"><p><span>diep</span></p></li></ul></div>
<div class="ListContainerWrapper"><ol role="list" start="1"><li data-listid="4" data-aria-posinset="1"
data-aria-level="1"><p>eerst</p></li></ol></div>
<div class="ListContainerWrapper"><ol role="list" start="2"><li data-listid="4" data-aria-posinset="2"
data-aria-level="1"><p>dan</p></li></ol></div>"""

WORD_ONLINE_BLOCKS = ["Hier de punten:", "-", "  een", "  -", "    diep", "1 decimal", "  eerst", "- dan"]

WEB_MAIL = """<div dir="ltr"><p class="x_MsoNormal">Punten:</p>
<p style="margin-left:36pt;text-indent:-18pt"><span style="font-family:Symbol">·<span style="font:7pt
&quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span></span>een</p>
<p style="margin-left:72pt;text-indent:-18pt">a)<span>&nbsp;&nbsp;&nbsp; </span>letter</p>
<p style="margin-left:36pt;text-indent:-18pt"><span>·<span>&nbsp;&nbsp;&nbsp; </span></span>twee</p></div>"""

WEB_MAIL_BLOCKS = ["Punten:", "-", "  een", "  1 letter", "    letter", "- twee"]


def short(blocks, indent: str = "") -> list[str]:
    """Blocks as lines: "# heading", "-" or "1 decimal" (or "+" when it counts on) and items below it, ..."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines.append(f"{indent}{'#' * block.level} {_runs(block.inlines)}")
        elif isinstance(block, Paragraph):
            lines.append(indent + _runs(block.inlines))
        elif isinstance(block, ListBlock):
            start = "+" if block.continues else block.start
            lines.append(indent + ("-" if block.kind == "bullet" else f"{start} {block.numerals}"))
            for number, item in enumerate(block.items):
                inside = short(item.blocks, indent + "  ")
                if number:
                    inside[0] = f"{indent}- {inside[0].strip()}"
                lines += inside
        elif isinstance(block, Quote):
            lines += [indent + ">", *short(block.blocks, indent + "  ")]
        elif isinstance(block, Table):
            heads = f" {block.header_rows} header rows" if block.header_rows else ""
            lines.append(f"{indent}table{heads}{' header column' if block.header_column else ''}")
            for row in block.rows:
                lines.append(indent + "row")
                for cell in row.cells:
                    spans = "" if cell.span == cell.row_span == 1 else f" {cell.span}x{cell.row_span}"
                    lines += [f"{indent}cell{spans}", *short(cell.blocks, indent + "  ")]
        elif isinstance(block, Image):
            lines.append(f"{indent}image {block.alt}")
        elif isinstance(block, PageBreak):
            lines.append(indent + "page break")
    return lines


def _runs(inlines) -> str:
    made = ""
    for run in inlines:
        if isinstance(run, LineBreak):
            made += "|"
        elif isinstance(run, Footnote):
            made += f"[^{_runs(run.note)}]"
        elif isinstance(run, Text):
            text = f"<{run.link} {run.text}>" if run.link else run.text
            text = f"_{text}_" if run.emphasis else text
            made += f"*{text}*" if run.strong else text
    return made
