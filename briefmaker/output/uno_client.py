"""Asks a resident LibreOffice for PDFs. Runs under LibreOffice's own Python or the system's: it imports uno.

Started by `office` with the name of the pipe that soffice listens on. Each line of standard input is a
JSON list [document, pdf, options] of two file addresses and the PDF options; each is answered by a line
"done" or "failed".
Uses nothing but the standard library and uno, and syntax of Python 3.8.
"""

import json
import sys
import time


def main() -> int:
    """Connect, then answer lines until the input ends."""
    import uno  # type: ignore[import-not-found, unused-ignore]
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found, unused-ignore]

    def value(name: str, content: object) -> object:
        entry = PropertyValue()
        entry.Name, entry.Value = name, content
        return entry

    def say(word: str) -> None:
        sys.stdout.write(word + "\n")
        sys.stdout.flush()

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={sys.argv[1]};urp;StarOffice.ComponentContext"
    context = None
    for _attempt in range(600):
        try:
            context = resolver.resolve(address)
            break
        except Exception:  # noqa: BLE001 (UNO's exceptions are made at run time; it is not listening yet)
            time.sleep(0.1)
    if context is None:
        return 1
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    say("ready")
    for line in sys.stdin:
        source, target, options = json.loads(line)
        try:
            document = desktop.loadComponentFromURL(
                source, "_blank", 0, (value("Hidden", True), value("FilterName", "MS Word 2007 XML"))
            )
            try:
                data = uno.Any(
                    "[]com.sun.star.beans.PropertyValue", tuple(value(k, v) for k, v in options.items())
                )
                document.storeToURL(
                    target, (value("FilterName", "writer_pdf_Export"), value("FilterData", data))
                )
            finally:
                document.close(True)
            say("done")
        except Exception:  # noqa: BLE001 (the caller judges by the file)
            say("failed")
    desktop.terminate()  # whoever asked is gone
    return 0


if __name__ == "__main__":
    sys.exit(main())
