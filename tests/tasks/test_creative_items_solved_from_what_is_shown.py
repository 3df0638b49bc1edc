"""Creative items solved again from what the worker sees, without the maker's numbers: the keys must agree."""

import re
from xml.etree import ElementTree

from creative_items import both_languages, items

SVG = "{http://www.w3.org/2000/svg}"


def texts(item):
    """The quoted texts, in the order of their letters."""
    return [part.text for part in item.stimulus if hasattr(part, "who")]


def cells(table):
    return {row[0]: row[1] for row in table.rows}


def tables(item):
    return [part for part in item.stimulus if hasattr(part, "rows")]


def panels(item):
    """The nested pictures of the sheet, in the order of their letters."""
    picture = next(part for part in item.stimulus if hasattr(part, "svg"))
    return ElementTree.fromstring(picture.svg).findall(f"{SVG}svg")


def labels(item, name):
    field = next(field for field in item.fields if field.name == name)
    return {option.value: option.label for option in field.options}


def letter(place):
    return "ABCDEFGH"[place]


def known(table):
    """Everything the sheet says, as it is written there."""
    return [row[1] for row in table.rows]


@both_languages
def test_the_best_caption_tells_the_day_and_how_to_sign_up_and_no_number_of_its_own(language):
    for item in items("captions", 1, language):
        sheet = cells(tables(item)[0])
        day, how = (
            sheet[name]
            for name in {"en": ("Day", "How to sign up"), "es": ("Día", "Cómo apuntarse")}[language]
        )
        given = " ".join(known(tables(item)[0]))
        sentences = known(tables(item)[0])[-1]
        good = [
            letter(place)
            for place, text in enumerate(texts(item))
            if day in text
            and how in text
            and set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", given))
            and sentences in text
        ]

        assert item.key["best"].right in good


@both_languages
def test_what_must_go_from_a_draft_shares_no_fact_with_the_table(language):
    for item in items("captions", 2, language):
        sheet = known(tables(item)[0])
        out = [labels(item, "out")[value] for value in item.key["out"].right]

        assert not any(value in sentence for value in sheet for sentence in out)
        assert item.key["fix"].shown in sheet
        assert not re.search(rf"(?<!\w){re.escape(item.key['fix'].shown)}(?!\w)", texts(item)[0])


@both_languages
def test_the_best_headline_has_the_first_number_of_the_note_and_few_words(language):
    for item in items("headlines", 1, language):
        note, *headlines = texts(item)
        best = headlines["ABCD".index(item.key["best"].right)]

        assert re.search(r"\d+", best)[0] == re.search(r"\d+", note)[0]
        assert len(best.split()) <= 12


@both_languages
def test_headlines_in_order_are_true_telling_and_short(language):
    for item in items("headlines", 2, language):
        first, long, vague, false = (labels(item, "order")[value] for value in item.key["order"].right)
        number = str(item.key["fix"].right)

        assert re.search(r"\d+", texts(item)[0])[0] == number
        assert number in first and len(first.split()) <= 12
        assert number in long and len(long.split()) > 12
        assert not re.search(r"\d", vague)
        assert number not in re.findall(r"\d+", false)


@both_languages
def test_the_ordered_photo_is_neither_dark_nor_tilted_and_differs_from_each_other_in_one_point(language):
    for item in items("product-photos", 1, language):
        seen = [photo_of(panel) for panel in panels(item)]
        best = seen["ABCD".index(item.key["best"].right)]

        assert not best["dark"] and not best["tilted"]
        for other in seen:
            assert other is best or sum(other[name] != best[name] for name in best) == 1


@both_languages
def test_the_order_for_a_photo_says_background_and_framing(language):
    plain = {"en": "plain", "es": "liso"}[language]
    close = {"en": "close", "es": "cerca"}[language]
    for item in items("product-photos", 1, language):
        asked = known(tables(item)[0])
        best = photo_of(panels(item)["ABCD".index(item.key["best"].right)])

        assert best["plain"] == (plain in asked[0])
        assert best["close"] == (close in asked[1])


@both_languages
def test_each_use_has_the_photo_that_shows_it(language):
    for item in items("product-photos", 2, language):
        shown = panels(item)
        for name, key in item.key.items():
            panel = shown["ABCDEF".index(key.right)]
            seen = photo_of(panel)

            assert not seen["dark"] and not seen["tilted"]
            assert seen["close"] == (name == "use-detail")
            assert ("#f2c31b" in drawn(panel)[:900] and 'height="108"' in drawn(panel)) == (
                name == "use-size"
            )


def photo_of(panel):
    text = drawn(panel)
    things = [part.get("transform") for part in panel.findall(f"{SVG}g")]
    return {
        "dark": 'fill="#0b0d18"' in text,
        "tilted": "rotate(" in things[-1],
        "close": "scale(1.7)" in things[-1],
        "plain": "M8 40H78V46H8Z" not in text,
    }


def drawn(panel):
    return ElementTree.tostring(panel, encoding="unicode")


@both_languages
def test_what_a_table_supports_can_be_counted(language):
    for item in items("stories-from-data", 1, language):
        values = {month.lower(): int(value) for month, value in tables(item)[0].rows}
        told = labels(item, "supported")
        right = [value for value, text in told.items() if supported(text.lower(), values, language)]

        assert sorted(right) == sorted(item.key["supported"].right)


def supported(text, values, language):
    words = {
        "en": ("highest", "lowest", " more ", "together"),
        "es": ("más alto", "más bajo", " más que", "suman"),
    }
    high, low, more, total = words[language]
    named = sorted((month for month in values if month in text), key=text.index)
    if high in text or low in text:
        best = max if high in text else min
        return values[named[0]] == best(values.values())
    if total in text:
        return str(sum(values.values())) in re.findall(r"\d+", text)
    if len(named) == 2 and (change := re.findall(r"\d+", text)):
        sign = 1 if more in text else -1
        return values[named[0]] - values[named[1]] == sign * int(change[0])
    return False


@both_languages
def test_the_difference_and_the_honest_title_can_be_counted(language):
    for item in items("stories-from-data", 2, language):
        values = {month.lower(): int(value) for month, value in tables(item)[0].rows}
        first, second = sorted(
            (month for month in values if month in item.fields[0].label.lower()),
            key=item.fields[0].label.lower().index,
        )
        change = values[second] - values[first]
        title = labels(item, "title")[item.key["title"].right]
        more = {"en": " more ", "es": " más en "}[language]

        assert item.key["difference"].right == abs(change)
        assert str(abs(change)) in re.findall(r"\d+", title)
        assert (more in title) == (change > 0)


@both_languages
def test_the_line_that_breaks_a_brief_is_nowhere_in_the_table(language):
    for item in items("short-scripts", 1, language):
        sheet, script = tables(item)
        told = list(cells(script).values())
        bad = told[int(item.key["line"].right) - 1]

        assert not any(value in bad for value in known(sheet))
        for line in told[2:]:
            assert line == bad or any(value in line for value in known(sheet))


@both_languages
def test_a_script_begins_with_its_question_and_ends_with_what_to_do(language):
    how = {"en": "How to sign up", "es": "Cómo apuntarse"}[language]
    for item in items("short-scripts", 2, language):
        lines = [labels(item, "order")[value] for value in item.key["order"].right]
        timed = re.search(r"“(.+?)”", item.fields[1].label)[1]

        assert lines[0].endswith("?")
        assert cells(tables(item)[0])[how] in lines[-1]
        assert item.key["spoken"].right == len(timed.split()) / 2


@both_languages
def test_the_right_reading_has_force_on_two_things_only(language):
    for item in items("voice-lines", 1, language):
        readings = texts(item)
        best = readings["ABCD".index(item.key["best"].right)]
        loud = [bit for bit in best.split(" / ") if bit != bit.lower() and re.search(r"[A-ZÁÉÍÓÚÑ]{2}", bit)]

        assert len(loud) == 2
        assert all(bit.endswith(".") for bit in best.split(" / "))


@both_languages
def test_one_breathes_where_a_sentence_would_end(language):
    """No group of words that ends an idea leaves its article, verb or preposition waiting."""
    waiting = {"en": r"\b(to|on|at|costs)$", "es": r"\b(a|el|las|en|cuesta)$"}[language]
    for item in items("voice-lines", 2, language):
        for value, label in labels(item, "breathe").items():
            words = re.search(r"“(.+)”", label)[1]

            assert bool(re.search(waiting, words)) == (value not in item.key["breathe"].right)


@both_languages
def test_the_poster_to_print_has_its_day_dark_letters_and_the_biggest_on_top(language):
    for item in items("posters", 1, language):
        best = panels(item)["ABCD".index(item.key["best"].right)]
        groups = [(int(part.get("font-size")), part.get("fill")) for part in best.findall(f"{SVG}g")]

        assert groups[0][0] == max(size for size, _ in groups)
        assert {fill for _, fill in groups} == {"#241a12"}
        assert len(best.findall(f"{SVG}circle")) == 1
        assert len(groups) == 5


@both_languages
def test_letters_of_a_good_poster_stay_inside_its_edges(language):
    for item in [*items("posters", 2, language), *items("posters", 1, language)]:
        name = "layout" if "layout" in item.key else "best"
        panel = panels(item)["ABCD".index(item.key[name].right)]
        for group in panel.findall(f"{SVG}g"):
            for line in group.findall(f"{SVG}text"):
                assert int(line.get("y")) < int(panel.get("height"))
                assert len(line.text) * 0.62 * int(group.get("font-size")) < 165, line.text


@both_languages
def test_sizes_follow_the_distances(language):
    far = {
        "en": ("across the street", "ten steps away", "three steps away", "close up"),
        "es": ("el otro lado de la calle", "diez pasos", "tres pasos", "muy cerca"),
    }[language]
    for item in items("posters", 2, language):
        asked = cells(tables(item)[0])
        order = [labels(item, "order")[value] for value in item.key["order"].right]

        assert order == [asked[distance] for distance in far]


@both_languages
def test_ideas_fit_by_their_numbers(language):
    for level, name in ((1, "best"), (2, "fit")):
        for item in items("customer-ideas", level, language):
            limits, ideas = tables(item)
            most = [int(value.split()[0]) for value in known(limits)]
            fits = [
                row[0]
                for row in ideas.rows
                if all(int(c.split()[0]) <= m for c, m in zip(row[1:4], most, strict=True))
            ]
            right = item.key[name].right
            shown = [right] if level == 1 else [labels(item, "fit")[value][0] for value in right]

            assert shown == fits
            if level == 2:
                row = next(row for row in ideas.rows if row[0] == item.fields[2].label[-1])
                assert item.key["left"].right == most[0] - int(row[1].split()[0])
                reach = {row[0]: int(row[4]) for row in ideas.rows if row[0] in fits}
                assert item.key["most"].right == max(reach, key=reach.get)
