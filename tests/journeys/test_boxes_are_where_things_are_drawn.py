"""The right boxes of picture-boxes fit the drawings, as the browser measures them anew."""

import pytest
from playwright.sync_api import Browser

from escalera.tasks.families.image_labels.scene import LISTS
from escalera.tasks.families.picture_boxes.scene import EXTENTS

pytestmark = pytest.mark.browser
MEASURE = """() => {
  const toSquare = document.querySelector("svg").getScreenCTM().inverse();
  const ends = [...document.querySelectorAll("svg *")].filter((one) => one.tagName !== "g").flatMap((one) => {
    const {x, y, width, height} = one.getBBox();
    const style = getComputedStyle(one);
    const edge = style.stroke === "none" ? 0 : parseFloat(style.strokeWidth) / 2;
    const way = toSquare.multiply(one.getScreenCTM());
    return [[x - edge, y - edge], [x + width + edge, y - edge], [x - edge, y + height + edge],
      [x + width + edge, y + height + edge]].map(([a, b]) => new DOMPoint(a, b).matrixTransform(way));
  });
  const [across, down] = [ends.map(({x}) => x), ends.map(({y}) => y)];
  return [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)];
}"""


def test_every_thing_reaches_as_far_as_is_written(browser: Browser):
    page = browser.new_page()
    measured = {}
    for name, thing in LISTS["thing"].items():
        drawing = thing["draw"].replace("{c}", "#c00").replace("{s}", "#c00").replace("{h}", "#000")
        page.set_content(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 200 200" width="600">{drawing}</svg>'
        )
        measured[name] = page.evaluate(MEASURE)
    page.close()

    assert set(measured) == set(EXTENTS)
    for name, box in measured.items():
        assert box == pytest.approx(EXTENTS[name], abs=1), name
