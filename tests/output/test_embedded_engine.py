"""The embedded engine: pages and PDFs, and a child process that may crash or hang without harm."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from briefmaker.errors import BriefmakerError, LayoutFailed
from briefmaker.output import EmbeddedEngine, engine_for, text_of_docx, text_of_pdf
from briefmaker.output.child import Child
from briefmaker.output.failures import Failure, LayoutProblem, error_of
from tests.output.word_files import document, paragraph, two_page_letter


@pytest.fixture
def own_engine():
    """An engine of the test's own, which may be ill-treated."""
    engine = EmbeddedEngine()
    yield engine
    engine.close()


def test_a_letter_becomes_a_pdf_that_says_the_same(engine):
    letter = two_page_letter()
    said = ["".join(text.split()) for text in text_of_pdf(engine.pdf(letter, title="Brief")) if text.strip()]
    assert said == ["".join(text.split()) for text in text_of_docx(letter)]


def test_the_same_letter_gives_the_same_bytes(engine):
    letter = two_page_letter()
    assert engine.pdf(letter, title="Brief") == engine.pdf(letter, title="Brief")


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"geen zip",
        b"%PDF-1.7",
        b"PK\x03\x04 afgebroken",
        two_page_letter()[:2000],
        b"\xd0\xcf\x11\xe0" * 99,
    ],
    ids=["empty", "text", "pdf", "zip head", "cut off", "old word"],
)
def test_what_is_no_word_document_is_refused_with_a_sentence(engine, rubbish):
    with pytest.raises(LayoutFailed, match="geen leesbaar Word-document"):
        engine.pdf(rubbish, title="Brief")
    with pytest.raises(LayoutFailed, match="geen leesbaar Word-document"):
        engine.preview(rubbish)


def test_broken_xml_inside_is_refused_with_a_sentence(engine):
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<w:document><niet af")
    with pytest.raises(LayoutFailed, match="geen leesbaar Word-document"):
        engine.pdf(stream.getvalue(), title="Brief")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_after_a_kill_the_next_letter_is_made_all_the_same(own_engine):
    letter = document(paragraph("Hallo"))
    first = own_engine.pdf(letter, title="Brief")
    killed = own_engine.process_id
    os.kill(killed, signal.SIGKILL)
    assert own_engine.pdf(letter, title="Brief") == first
    assert own_engine.process_id != killed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_crash_during_the_work_is_tried_once_more_and_then_told():
    child = Child()
    try:
        child.ask("sleep", 20, seconds=0)
        stop = threading.Event()

        def keep_killing():
            killed = set()
            while not stop.wait(0.02):
                number = child.process_id
                if number and number not in killed:
                    killed.add(number)
                    os.kill(number, signal.SIGKILL)

        killer = threading.Thread(target=keep_killing)
        killer.start()
        try:
            with pytest.raises(LayoutProblem) as told:
                child.ask("sleep", 20, seconds=15)
        finally:
            stop.set()
            killer.join()
        assert told.value.failure is Failure.CRASHED
        assert child.ask("sleep", 20, seconds=0) is None
    finally:
        child.close()


def test_work_that_hangs_is_stopped_and_told_and_the_next_works():
    child = Child()
    try:
        with pytest.raises(LayoutProblem) as told:
            child.ask("sleep", 0.5, seconds=60)
        assert told.value.failure is Failure.TOO_SLOW
        assert "te lang" in str(error_of(told.value))
        assert child.ask("sleep", 20, seconds=0) is None
    finally:
        child.close()


def test_a_bug_in_the_child_is_no_error_of_the_user():
    child = Child()
    try:
        with pytest.raises(RuntimeError, match="TypeError in the layout process"):
            child.ask("sleep", 20, seconds="vijf")
    finally:
        child.close()


def test_several_threads_may_ask_at_once(engine):
    letters = [document(paragraph(f"Brief nummer {number}")) for number in range(8)]
    said = {}

    def make(number):
        said[number] = text_of_pdf(engine.pdf(letters[number], title="Brief"))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {number: (f"Brief nummer {number}",) for number in range(8)}


def test_the_process_ends_with_the_engine(own_engine):
    own_engine.pdf(document(paragraph("Hallo")), title="Brief")
    process = own_engine._workshop.child._running.process
    own_engine.close()
    assert process.poll() is not None
    assert own_engine.process_id is None


def test_the_process_ends_when_its_parent_is_gone():
    script = (
        "from briefmaker.output.child import Child\n"
        "child = Child(); child.ask('sleep', 30, seconds=0); print(child.process_id, flush=True)\n"
        "import os; os._exit(1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    number = int(done.stdout)
    for _ in range(500):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        threading.Event().wait(0.02)
    pytest.fail("the child lives on")


def test_warming_up_makes_a_process_and_doesn_t_wait_for_it(own_engine):
    own_engine.prewarm()
    assert own_engine.pdf(document(paragraph("Hallo")), title="Brief").startswith(b"%PDF-")


def test_importing_the_engine_loads_no_library_that_reads_or_draws_and_no_qt():
    script = (
        "import sys, briefmaker.output, briefmaker.output.worker\n"
        "heavy = {'lxml', 'pikepdf', 'rdocx', 'pypdfium2', 'fontTools', 'page', 'PySide6'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_failure_has_a_sentence_of_its_own():
    sentences = {failure: str(error_of(LayoutProblem(failure, ("3",)))) for failure in Failure}
    assert all(sentences.values())
    assert len(set(sentences.values())) == len(Failure)
    assert all(isinstance(error_of(LayoutProblem(failure)), BriefmakerError) for failure in Failure)


@pytest.mark.parametrize(
    ("setting", "name"),
    [("automatic", "embedded"), ("embedded", "embedded"), ("libreoffice", "libreoffice"), ("?", "embedded")],
)
def test_a_setting_chooses_the_engine(setting, name):
    assert engine_for(setting).name == name


def test_closing_doesn_t_wait_for_work_that_hangs():
    child = Child()
    told = []

    def hang():
        try:
            child.ask("sleep", 60, seconds=60)
        except LayoutProblem as problem:
            told.append(problem.failure)

    thread = threading.Thread(target=hang)
    thread.start()
    while child.process_id is None:
        threading.Event().wait(0.01)
    child.close()
    thread.join(10)
    assert not thread.is_alive()
    assert told == [Failure.CRASHED]
    assert child.ask("sleep", 20, seconds=0) is None
    child.close()
