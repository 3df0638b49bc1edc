"""Without signal: answers wait on the phone, pages open again, and each answer arrives exactly once."""

import re
import time

import pytest
from accessibility import violations
from beginning import DONE, attempts, fill_in, keeps_pages, open_a_task, open_the_path, until
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser
ONE_WAITS = "Guardado en tu celular. 1 respuesta se enviará cuando haya señal."


def eventually(page: Page, number: int) -> list[dict]:
    """Wait until this many attempts have arrived."""
    end = time.monotonic() + 15
    while len(found := attempts(page)) != number and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert len(found) == number
    return found


def on_a_task(phone) -> Page:
    page = phone()
    open_the_path(page)
    open_a_task(page)
    keeps_pages(page)
    return page


def test_with_signal_an_answer_leads_to_its_feedback_and_nothing_waits(phone):
    page = on_a_task(phone)
    fill_in(page)
    page.locator(DONE).click()

    expect(page).to_have_url(re.compile("/attempts/"))
    expect(page.locator("#status")).to_be_hidden()
    assert len(attempts(page)) == 1


def test_an_answer_given_without_signal_survives_reload_and_a_closed_tab_and_arrives_once(phone):
    page = on_a_task(phone)
    context, task = page.context, page.url
    context.set_offline(True)
    fill_in(page)
    page.locator(DONE).click()
    expect(page.locator("#status")).to_have_text(ONE_WAITS)

    page.reload()
    expect(page.locator("#attempt-form")).to_be_visible()
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    expect(page.locator(DONE)).to_be_disabled()

    page.close()
    page = context.new_page()
    page.goto(task)
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    page.goto("/path/")
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    assert attempts(page) == []

    context.set_offline(False)
    eventually(page, 1)
    expect(page.locator("#status")).to_be_hidden()
    page.reload()
    assert len(attempts(page)) == 1


def test_an_opened_task_can_be_answered_after_a_reload_without_signal(phone):
    page = on_a_task(phone)
    page.context.set_offline(True)
    page.reload()
    fill_in(page)
    page.locator(DONE).click()
    expect(page.locator("#status")).to_have_text(ONE_WAITS)

    page.context.set_offline(False)

    expect(page.get_by_role("link", name="Enviada. Mira cómo te fue")).to_be_visible()
    page.get_by_role("link", name="Enviada. Mira cómo te fue").click()
    expect(page).to_have_url(re.compile("/attempts/"))
    eventually(page, 1)


def test_two_answers_in_two_tabs_wait_and_arrive_each_once(phone):
    first = on_a_task(phone)
    second = first.context.new_page()
    second.goto(first.url)
    second.locator("form[action$='/passed-over/'] button").click()
    open_a_task(second)
    first.context.set_offline(True)
    for page in (first, second):
        fill_in(page)
        page.locator(DONE).click()

    expect(second.locator("#status")).to_have_text(
        "Guardado en tu celular. 2 respuestas se enviarán cuando haya señal."
    )
    first.context.set_offline(False)

    found = eventually(first, 2)
    assert len({one["id"] for one in found}) == 2
    assert first.url != second.url


def test_pressing_twice_is_one_attempt(phone):
    page = on_a_task(phone)
    fill_in(page)
    page.locator(DONE).dblclick()

    expect(page).to_have_url(re.compile("/attempts/"))
    assert len(attempts(page)) == 1


def test_an_answer_whose_acknowledgement_is_lost_is_sent_again_and_counts_once(phone):
    page = on_a_task(phone)
    lost = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.context.route("**/steps/*/attempt/", lose_the_first)
    fill_in(page)
    page.locator(DONE).click()

    expect(page.get_by_role("link", name="Enviada. Mira cómo te fue")).to_be_visible()
    assert lost[0].json()["state"] == "stored"
    assert len(attempts(page)) == 1


def test_a_sick_server_and_a_hotspots_page_lose_nothing(phone):
    page = on_a_task(phone)
    said = []

    def misbehave(route: Route) -> None:
        said.append(route.request.url)
        if len(said) == 1:
            route.fulfill(status=503, body="<h1>Sorry</h1>")
        else:
            route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to the hotspot</h1>")

    page.context.route("**/steps/*/attempt/", misbehave)
    fill_in(page)
    page.locator(DONE).click()
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert len(said) > 1
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    assert attempts(page) == []

    page.context.unroute("**/steps/*/attempt/")
    page.evaluate("dispatchEvent(new Event('online'))")

    eventually(page, 1)


def test_an_expired_form_token_is_renewed_and_the_answer_sent(phone):
    page = on_a_task(phone)
    page.context.clear_cookies(name="csrftoken")
    fill_in(page)
    page.locator(DONE).click()

    expect(page).to_have_url(re.compile("/attempts/"))
    assert len(attempts(page)) == 1


def test_when_the_session_ended_the_answer_is_kept_and_the_page_says_to_come_in(phone):
    page = on_a_task(phone)
    session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    fill_in(page)
    page.locator(DONE).click()
    expect(page.get_by_role("link", name="Guardado en tu celular. Entra con tu nombre")).to_be_visible()

    page.context.add_cookies(session)
    page.goto("/path/")

    eventually(page, 1)


def test_a_refused_answer_is_set_aside_with_its_reason_until_it_is_removed(phone):
    page = on_a_task(phone)
    page.context.route(
        "**/steps/*/attempt/",
        lambda route: route.fulfill(status=404, json={"state": "refused", "why": "Porque no."}),
    )
    fill_in(page, "mi respuesta 77")
    page.locator(DONE).click()

    aside = page.locator("#refused")
    expect(aside).to_contain_text("Porque no.")
    page.goto("/path/")
    expect(aside).to_be_visible()
    page.go_back()
    expect(aside).to_be_visible()
    expect(page.locator(DONE)).to_be_disabled()
    aside.get_by_role("button").click()
    expect(aside).to_be_hidden()
    expect(page.locator(DONE)).to_be_enabled()


def test_where_the_phone_keeps_nothing_the_browser_sends_the_form_itself(phone):
    page = phone()
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    open_the_path(page)
    open_a_task(page)
    fill_in(page)
    page.locator(DONE).click()

    expect(page).to_have_url(re.compile("/attempts/"))
    assert len(attempts(page)) == 1


def test_where_the_browser_can_the_answer_is_sent_although_no_page_is_open(phone):
    page = on_a_task(phone)
    page.context.set_offline(True)
    fill_in(page)
    page.locator(DONE).click()
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    elsewhere = page.context.new_page()
    page.close()
    elsewhere.context.set_offline(False)

    wake_the_worker(elsewhere)

    eventually(elsewhere, 1)


def wake_the_worker(page: Page) -> None:
    """What the browser does when the signal is back (Background Sync)."""
    session, registrations = page.context.new_cdp_session(page), []
    session.on(
        "ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"])
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(500)
    scope = registrations[-1]["scopeURL"]
    session.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": scope.rstrip("/"),
            "registrationId": registrations[-1]["registrationId"],
            "tag": "outbox",
            "lastChance": False,
        },
    )


def test_what_waits_and_what_was_refused_is_said_accessibly(phone):
    page = phone(strict=False)
    open_the_path(page)
    open_a_task(page)
    page.context.set_offline(True)
    fill_in(page)
    page.locator(DONE).click()
    expect(page.locator("#status")).to_have_text(ONE_WAITS)
    assert violations(page) == []

    page.context.route(
        "**/steps/*/attempt/",
        lambda route: route.fulfill(status=404, json={"state": "refused", "why": "Porque no."}),
    )
    page.context.set_offline(False)
    expect(page.locator("#refused")).to_be_visible()
    assert violations(page) == []


def test_what_was_typed_survives_a_reload_until_it_is_sent(phone):
    page = on_a_task(phone)
    fill_in(page, "345")
    before = typed(page)

    page.reload()

    assert typed(page) == before
    assert before


def typed(page: Page) -> list:
    return page.evaluate(
        "[...new FormData(document.getElementById('attempt-form'))].filter(([name, value]) => value"
        " && !['csrfmiddlewaretoken', 'id', 'shown_at', 'helped', 'seconds', 'answered_at'].includes(name))"
    )


def test_an_empty_answer_is_not_kept_but_asked_for(phone):
    page = on_a_task(phone)
    page.locator("#attempt-form").evaluate("form => (form.noValidate = true)")
    page.context.set_offline(True)
    page.locator(DONE).click()

    expect(page.locator("#status")).to_have_text("Primero escribe o elige una respuesta.")
    expect(page.locator(DONE)).to_be_enabled()


def test_what_needs_the_server_says_so_without_signal_and_keeps_the_page(phone):
    page = on_a_task(phone)
    fill_in(page, "6")
    page.context.set_offline(True)
    page.locator("form[action$='/passed-over/'] button").click()

    expect(page.locator("#status")).to_have_text(
        "No hay señal y esto la necesita. Lo que escribiste se queda aquí."
    )


def test_a_page_never_seen_gives_way_to_the_offline_page(phone):
    page = on_a_task(phone)
    page.context.set_offline(True)
    page.goto("/jobs/")

    expect(page.locator("h1")).to_have_text("Ahora no hay señal")


def test_signing_out_and_leaving_quickly_forget_the_pages_and_erasing_forgets_all(phone):
    page = on_a_task(phone)
    assert kept(page)
    page.evaluate("fetch('/account/session/end/', {method: 'POST'})")
    until(page, "caches.has('pages').then((has) => !has)")
    page.goto("/path/")
    until(page, "caches.has('pages')")
    page.context.set_offline(True)
    page.locator("[data-quick-exit]").click()
    expect(page).to_have_url("about:blank")
    page.context.set_offline(False)
    page.goto("/about/")
    assert kept(page) == []

    page.evaluate("outbox.save({id: 'x', tries: 0, at: 1, url: '/nowhere/', body: '', text: ''})")
    page.evaluate("localStorage.setItem('draft', 'x')")
    page.evaluate("document.querySelector('h1').dataset.forget = ''")
    page.goto("/account/goodbye/")
    until(page, "outbox.all().then((all) => all.length === 0)")
    assert page.evaluate("localStorage.length") == 0


def kept(page: Page) -> list[str]:
    return page.evaluate(
        "caches.has('pages').then((has) => has ? caches.open('pages').then((c) => c.keys())"
        ".then((all) => all.map((one) => one.url)) : [])"
    )


def test_account_pages_the_api_and_what_is_sent_are_never_kept(phone):
    page = on_a_task(phone)
    for address in ("/account/", "/account/settings/", "/jobs/", "/path/"):
        page.goto(address)
    page.evaluate("fetch('/api/path')")
    fill = [re.sub(r"[0-9a-f-]{36}", "ID", address.split("/", 3)[3]) for address in kept(page)]

    assert set(fill) <= {"", "path/", "steps/ID/", "attempts/ID/"} | {
        one for one in fill if one.startswith("items/")
    }
    assert "path/" in fill
