"""Pages as pixels, for the screen and for the printer."""

import pytest

from briefmaker.errors import LayoutFailed
from tests.output.word_files import document, paragraph, two_page_letter


def dark(image):
    """How many bytes of the image are nearly black."""
    return sum(value < 64 for value in image.data)


def test_a_preview_shows_the_pages_asked_for_and_knows_all_sizes(engine):
    preview = engine.preview(two_page_letter(), scale=1.0, pages=[1])
    assert preview.page_count == 2
    assert [(round(size.width), round(size.height)) for size in preview.page_sizes] == [(595, 842)] * 2
    assert [(image.page, image.width, image.height) for image in preview.images] == [(1, 596, 842)]


def test_an_image_is_rows_of_four_bytes_a_pixel(engine):
    (image,) = engine.preview(document(paragraph("zwart op wit")), scale=1.0).images
    assert image.stride >= image.width * 4
    assert len(image.data) == image.stride * image.height
    assert image.data[:3] == b"\xff\xff\xff"
    assert dark(image) > 100


def test_a_page_is_drawn_fine_enough_for_print(engine):
    pdf = engine.pdf(document(paragraph("zwart op wit")), title="Brief")
    (image,) = engine.page_images(pdf, scale=300 / 72, pages=[0])
    assert (image.width, image.height) == (2481, 3508)
    assert dark(image) > 1000


def test_pages_that_are_not_there_are_left_out(engine):
    pdf = engine.pdf(document(paragraph("Hallo")), title="Brief")
    assert engine.page_images(pdf, scale=1.0, pages=[-1, 7]) == ()


def test_a_senseless_scale_takes_no_gigabytes(engine):
    pdf = engine.pdf(document(paragraph("Hallo")), title="Brief")
    (image,) = engine.page_images(pdf, scale=0.001, pages=[0])
    assert image.width >= 1


def test_what_is_no_pdf_can_t_be_drawn(engine):
    with pytest.raises(LayoutFailed, match="PDF"):
        engine.page_images(b"geen pdf", scale=1.0)
