"""Widgets under a finger and under the keyboard; what they leave in the form; drafts; sound at one's own pace."""

import re

import pytest
from given_steps import steps_of
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def tried(phone, slug: str, **how) -> Page:
    page = phone(language="en-US", **how)
    page.goto(f"/tasks/{slug}/en/3/")
    return page


def value(page: Page, name: str) -> str:
    return page.locator(f'[name="{name}"]').input_value()


def word(page: Page, number: int):
    return page.locator(f'[data-word="{number}"]')


def test_words_are_marked_by_tapping_and_unmarked_by_tapping_again(phone):
    page = tried(phone, "text-tags-1")
    for number in (2, 3, 5):
        word(page, number).click()
    page.get_by_role("button", name="Town", exact=True).click()
    word(page, 7).click()
    word(page, 5).click()
    word(page, 5).click()

    assert (value(page, "tags--name"), value(page, "tags--place")) == ("2-3", "7")
    expect(word(page, 3)).to_have_attribute("aria-pressed", "true")


def test_words_are_marked_by_dragging(phone):
    page = tried(phone, "text-tags-1")
    word(page, 1).scroll_into_view_if_needed()
    first, last = word(page, 1).bounding_box(), word(page, 3).bounding_box()
    page.mouse.move(first["x"] + 4, first["y"] + 10)
    page.mouse.down()
    page.mouse.move(last["x"] + 6, last["y"] + 10, steps=8)
    page.mouse.up()

    assert value(page, "tags--name") == "1-3"


def test_words_are_marked_by_keyboard(phone):
    page = tried(phone, "text-tags-1")
    word(page, 1).focus()
    for key in ("ArrowRight", "ArrowRight", " ", "ArrowRight", "Enter"):
        page.keyboard.press(key)

    assert value(page, "tags--name") == "3-4"


def test_a_box_is_drawn_moved_stretched_and_removed_by_keyboard(phone):
    page = tried(phone, "picture-boxes-1")
    name = page.locator("[data-boxes] textarea").get_attribute("name")
    page.get_by_role("button", name="New box").focus()
    page.keyboard.press("Enter")
    before = [int(number) for number in value(page, name).split()]
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    after = [int(number) for number in value(page, name).split()]

    assert [new - old for new, old in zip(after, before, strict=True)] == [5, 5, 10, 0]
    page.keyboard.press("Delete")
    assert value(page, name) == ""


def test_a_box_is_drawn_by_finger_and_a_corner_makes_it_fit(phone):
    page = tried(phone, "picture-boxes-1", width=360)
    name = page.locator("[data-boxes] textarea").get_attribute("name")
    picture = page.locator(".canvas svg")
    picture.scroll_into_view_if_needed()
    shown = picture.bounding_box()
    scale = shown["width"] / 470

    def drag(start, end):
        page.mouse.move(shown["x"] + start[0] * scale, shown["y"] + start[1] * scale)
        page.mouse.down()
        page.mouse.move(shown["x"] + end[0] * scale, shown["y"] + end[1] * scale, steps=4)
        page.mouse.up()

    drag((100, 80), (200, 160))
    drag((200, 160), (240, 200))
    drawn = [int(number) for number in value(page, name).split()]
    drag((150, 120), (160, 110))
    moved = [int(number) for number in value(page, name).split()]

    assert drawn == pytest.approx([100, 80, 240, 200], abs=3)
    assert [new - old for new, old in zip(moved, drawn, strict=True)] == pytest.approx(
        [10, -10, 10, -10], abs=2
    )


def test_an_order_is_made_with_buttons_that_keep_the_focus_and_say_what_moved(phone):
    page = tried(phone, "calendar-messages-2")
    rows = page.locator("[data-ranking] .place")
    second = rows.nth(1).locator("span").inner_text()
    page.get_by_role("button", name=f"Up: {second}").focus()
    page.keyboard.press("Enter")

    expect(rows.first.locator("span")).to_have_text(second)
    expect(page.locator("[data-ranking] output")).to_have_text(f"{second} is now 1 of 5.")
    expect(page.get_by_role("button", name=f"Down: {second}")).to_be_focused()
    assert value(page, f"order--{second}") == "1"


def test_a_changed_cell_shows_what_it_was(phone):
    page = tried(phone, "table-correction-1")
    cell = page.locator("[data-cells] input").first
    was = cell.input_value()
    cell.fill("77777")

    expect(page.locator("td[data-was]")).to_have_attribute("data-was", was)
    expect(page.locator("[data-cells] output")).to_have_text("1 cell changed")
    cell.fill(was)
    expect(page.locator("[data-cells] output")).to_be_empty()


def test_two_things_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(phone):
    narrow, wide = (tried(phone, "calendar-messages-2", width=width) for width in (320, 1000))
    tops = [[one.bounding_box()["y"] for one in page.locator(".pair label").all()] for page in (narrow, wide)]

    assert tops[0][0] < tops[0][1]
    assert tops[1][0] == tops[1][1]
    narrow.locator(".pair label").nth(1).click()
    expect(narrow.locator(".pair input").nth(1)).to_be_checked()


def test_sound_goes_slower_and_back_by_keyboard_while_typing_and_remembers_its_speed(phone):
    page = tried(phone, "transcription-1")
    page.locator("textarea").first.focus()
    page.keyboard.press("Alt+s")
    page.keyboard.press("Alt+s")

    assert (
        page.evaluate("[...document.querySelectorAll('audio')].map((one) => one.playbackRate)") == [0.5] * 3
    )
    expect(page.locator("[data-sound] output").first).to_have_text("Speed: 50 %")
    assert page.locator("textarea").first.input_value() == ""
    page.reload()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.5
    page.get_by_role("button", name="Faster").first.click()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.75

    page.keyboard.press("Alt+p")
    expect(page.locator("audio").first).to_have_js_property("paused", False)
    page.keyboard.press("Alt+p")
    expect(page.locator("audio").first).to_have_js_property("paused", True)
    page.evaluate("document.querySelector('audio').currentTime = 2")
    page.keyboard.press("Alt+b")
    expect(page.locator("audio").first).to_have_js_property("currentTime", 0)


def test_marks_are_a_draft_that_outlives_the_tab(phone, site):
    step, session = steps_of(site, "text-tags-1")
    page = phone(language="en-US")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    page.goto(step)
    word(page, 2).click()
    word(page, 3).click()
    again = page.context.new_page()
    page.close()
    again.goto(step)

    expect(word(again, 3)).to_have_attribute("aria-pressed", "true")
    assert value(again, "tags--name") == "2-3"
    again.locator("button[value=answer]").click()
    expect(again).to_have_url(re.compile("/attempts/"))
    assert again.evaluate("Object.keys(localStorage).filter((key) => /attempt/.test(key))") == []


def test_an_untouched_table_is_no_answer_yet(phone, site):
    step, session = steps_of(site, "table-correction-2")
    page = phone(language="en-US")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    page.goto(step)
    page.locator("button[value=answer]").click()

    expect(page.locator("#status")).to_have_text("Write or choose an answer first.")
