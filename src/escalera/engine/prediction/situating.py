"""The hot loops over situations: naming those a row is in, and looking up what was seen in them (see loops.py)."""

from __future__ import annotations

from typing import Any

SITUATED = 4  # planes: this block seen and share right, the block before seen and share right
KEYS = 16  # kinds of situation that need no belief; contexts.py names them
AT_ONCE = 256  # rows looked up together


def situate(
    worker: Any, item: Any, skills: Any, score: Any, mine: Any, skill: Any, again: Any, keys: Any, out: Any
) -> None:
    """Keys of the situations each row is in, and planes of the block it stands in; both are written.

    `mine`, `skill`, `again` are what `follow` found for the worker, the skills and the item.
    A block is a run of a worker's rows on one set of skills.
    """
    lasts, seconds, thirds, counts = mine[6], mine[7], mine[8], mine[2]
    skill_lasts, skill_seconds, skill_thirds = skill[6], skill[7], skill[8]
    skill_won, skill_seen, times_seen, again_lasts = skill[0], skill[2], again[2], again[6]
    current, last_item, second, last_set, earlier = -1, -1, -1, -1, -1
    wins, seen, earlier_wins, earlier_seen = 0.0, 0.0, 0.0, 0.0
    for row in range(len(worker)):
        here, this = skills[row] & 67108863, item[row] & 67108863
        if worker[row] != current:
            current, last_item, second, last_set, earlier = worker[row], -1, -1, here, -1
            wins, seen, earlier_wins, earlier_seen = 0.0, 0.0, 0.0, 0.0
        elif here != last_set:
            earlier, earlier_wins, earlier_seen = last_set, wins, seen
            wins, seen = 0.0, 0.0
        first = last_item < 0
        last, c2, c3 = int(lasts[row]), int(seconds[row]), int(thirds[row])
        s1, s2, s3 = skill_lasts[row], skill_seconds[row], skill_thirds[row]
        skill_wins, skill_fails = float(skill_won[row]), float(skill_seen[row])
        skill_fails -= skill_wins
        fails, count = seen - wins, counts[row]
        share = earlier_wins / earlier_seen if earlier_seen > 0.0 else 0.0
        keys[0][row] = this * 8 + last
        keys[1][row] = this * 8 + (s1 > 0.5) + (s1 > 1.5) + (s1 > 2.5) + (s1 > 3.5)
        won = (skill_wins > 0.5) + (skill_wins > 1.5) + (skill_wins > 3.5)
        lost = (skill_fails > 0.5) + (skill_fails > 1.5) + (skill_fails > 3.5)
        keys[2][row] = this * 16 + won * 4 + lost
        times = times_seen[row]
        keys[3][row] = this * 64 + int(again_lasts[row]) * 4 + (times > 0.5) + (times > 1.5) + (times > 3.5)
        keys[4][row] = (last_item + 1) * 67108864 + this
        keys[5][row] = ((last_item + 1) * 67108864 + this) * 8 + last
        keys[6][row] = (second + 1) * 67108864 + this
        keys[7][row] = ((0 if first else last_set + 1) * 67108864 + here) * 8 + last
        won += (
            (skill_wins > 2.5)
            + (skill_wins > 4.5)
            - (skill_wins > 3.5)
            + (skill_wins > 8.5)
            + (skill_wins > 16.5)
        )
        lost += (
            (skill_fails > 2.5)
            + (skill_fails > 4.5)
            - (skill_fails > 3.5)
            + (skill_fails > 8.5)
            + (skill_fails > 16.5)
        )
        keys[8][row] = here * 64 + won * 7 + lost
        keys[9][row] = (
            here * 8
            + (count > 0.5)
            + (count > 3.5)
            + (count > 10.5)
            + (count > 30.5)
            + (count > 100.5)
            + (count > 300.5)
            + (count > 1000.5)
        )
        keys[10][row] = here * 512 + int(s1 + 0.5) * 64 + int(s2 + 0.5) * 8 + int(s3 + 0.5)
        won = (wins > 0.5) + (wins > 1.5) + (wins > 2.5) + (wins > 3.5) + (wins > 5.5) + (wins > 8.5)
        lost = (fails > 0.5) + (fails > 1.5) + (fails > 2.5) + (fails > 3.5) + (fails > 5.5) + (fails > 8.5)
        block = here * 64 + won * 7 + lost
        keys[11][row] = block
        before, outside = skill_wins - wins, skill_wins + skill_fails - seen
        keys[12][row] = block * 16 + ((before > 0.5) + (before > 2.5)) * 3 + (outside > 0.5) + (outside > 2.5)
        place = int(seen) if seen < 4.0 else 4
        keys[13][row] = here * 4096 + last * 512 + c2 * 64 + c3 * 8 + (place if place < 3 else 3)
        long = (earlier_seen > 0.5) + (earlier_seen > 1.5) + (earlier_seen > 3.5) + (earlier_seen > 6.5)
        good = (share >= 0.01) + (share >= 0.34) + (share >= 0.67) + (share >= 0.99)
        keys[14][row] = ((earlier + 1) * 67108864 + here) * 32 + long * 5 + good
        keys[15][row] = ((earlier + 1) * 67108864 + here) * 8 + place
        out[0][row], out[1][row] = seen, (wins + 1.0) / (seen + 2.0)
        out[2][row], out[3][row] = earlier_seen, (earlier_wins + 1.0) / (earlier_seen + 2.0)
        if score[row] == score[row]:
            wins += score[row]
        seen += 1.0
        second, last_item, last_set = last_item, this, here


def index(tags: Any, homes: Any, values: Any, entries: Any) -> None:
    """Enter each tag, never 0, with its value into the bucket of its home, or the next that has room.

    A bucket is four tags, then their values: as much as a processor fetches at once. The last one stays empty.
    """
    end = len(entries) - 8
    for k in range(len(tags)):
        home = homes[k]
        mixed = (home & 2147483647) * 1181783497 + (home >> 31) * 1327217885
        mixed ^= mixed >> 29
        at = ((mixed & 2147483647) * (end // 8) >> 31) * 8
        while entries[at + 3] != 0:
            at = at + 8 if at + 8 < end else 0
        while entries[at] != 0:
            at += 1
        entries[at], entries[at + 4] = tags[k], values[k]


def find(keys: Any, kinds: Any, entries: Any, values: Any, homes: Any, first: Any, out: Any) -> None:
    """Effect and log support of each row's key of each of the kinds, as two planes a kind; 0 for a key not entered.

    Kinds of one table share their homes, which are the keys of the first. `values` are the entries as numbers of half
    the size. The loop over `first` lets a processor fetch many far buckets at once. Scratch: AT_ONCE numbers each.
    """
    rows, end = len(keys[0]), len(entries) - 8
    for begin in range(0, rows, 256):
        some = min(256, rows - begin)
        home_keys = keys[kinds[0]]
        for k in range(some):
            home = home_keys[begin + k]
            mixed = (home & 2147483647) * 1181783497 + (home >> 31) * 1327217885
            mixed ^= mixed >> 29
            homes[k] = ((mixed & 2147483647) * (end // 8) >> 31) * 8
        for k in range(some):
            first[k] = entries[homes[k]]
        for j in range(len(kinds)):
            wanted, effect, support = keys[kinds[j]], out[2 * kinds[j]], out[2 * kinds[j] + 1]
            for k in range(some):
                at, tag = homes[k], wanted[begin + k] * 2 + j + 1
                at += (entries[at + 1] == tag) + (entries[at + 2] == tag) * 2 + (entries[at + 3] == tag) * 3
                while entries[at] != tag and entries[at + 3] != 0:
                    at = at + 8 if at + 8 < end else 0
                    at += (
                        (entries[at + 1] == tag) + (entries[at + 2] == tag) * 2 + (entries[at + 3] == tag) * 3
                    )
                at = at if entries[at] == tag else end
                effect[begin + k], support[begin + k] = values[2 * at + 8], values[2 * at + 9]


def recall(places: Any, met: Any, out: Any) -> None:
    """Effect and log support of each place, as two planes; those of the last place for any beyond it."""
    last, effect, support = len(met) - 1, out[0], out[1]
    for row in range(len(places)):
        here = met[min(places[row], last)]
        effect[row], support[row] = here[0], here[1]
