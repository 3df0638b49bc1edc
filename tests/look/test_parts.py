"""The parts that pages are made of."""

import re

from django import forms
from django.template import engines


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_a_field_names_its_hint_and_its_error():
    source = (
        '{% field name="total" label="Total" hint="in pesos" error="A number" kind="number" value=typed %}'
    )

    html = drawn(source, typed="a<b")

    assert 'aria-describedby="f-total-hint f-total-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="a&lt;b"' in html


def test_a_long_field_keeps_what_was_typed():
    html = drawn('{% field name="text" label="Text" rows=4 value=typed %}', typed="\nfirst </textarea> line")

    assert ">\n\nfirst &lt;/textarea&gt; line</textarea>" in html


def test_choices_remember_what_was_chosen():
    html = drawn('{% choices name="k" legend="Which?" options=o chosen="b" %}', o=[("a", "A"), ("b", "B")])

    assert re.findall(r'value="(\w)" checked', html) == ["b"]


def test_the_error_summary_leads_to_each_field():
    html = drawn("{% error_summary errors %}", errors={"total": "Write a number"})

    assert '<a href="#f-total">Write a number</a>' in html


def test_without_errors_there_is_no_summary():
    assert drawn("{% error_summary errors %}", errors={}).strip() == ""


def test_a_form_of_django_gets_the_same_markup_and_its_pin_is_not_sent_back():
    class Entry(forms.Form):
        username = forms.CharField(label="Username")
        pin = forms.CharField(label="PIN", widget=forms.PasswordInput(attrs={"inputmode": "numeric"}))
        remember = forms.BooleanField(label="Remember", required=False)

    form = Entry({"username": "", "pin": "4711", "remember": "on"})
    html = drawn(
        "{% form_errors form %}{% bound form.username %}{% bound form.pin %}{% bound form.remember %}",
        form=form,
    )

    assert '<a href="#f-username">' in html
    assert 'type="password"' in html
    assert "4711" not in html
    assert re.search(r'type="checkbox" name="remember" value="on" checked', html)


def test_each_form_gets_an_id_of_its_own_unless_it_has_one():
    first, second = (re.search(r'value="(.+)"', drawn("{% once %}"))[1] for _ in range(2))

    assert first != second
    assert 'value="abc"' in drawn('{% once "abc" %}')


def test_a_table_has_a_caption_and_headers():
    html = drawn(
        '{% data_table caption="Pay" header=h rows=r numbers="1" %}', h=["Job", "Pay"], r=[["Typist", 40]]
    )

    assert "<caption>Pay</caption>" in html
    assert '<th scope="row">Typist</th><td class="number">40</td>' in html
