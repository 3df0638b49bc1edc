"""The hot loops of prediction, in the plain subset of Python that a compiler for arrays can take as it is.

Every loop goes through rows that lie worker by worker, reads flat columns, keeps its state in flat scratch columns, and
writes the last argument. Planes are laid one after another: plane k of row n is at [k * rows + n].
The engine runs them over lists; `escalera.lab.compiled` hands in the same functions compiled (see kernels.py).
"""

from __future__ import annotations

from math import exp
from typing import Any

ABSENT, UNKNOWN = 4.0, 3.0  # beside 0 wrong, 1 half right, 2 right
BELIEVED = 4  # planes: mean and variance of ability, mean and variance over the row's skills
FOLLOWED = 12  # planes: wins, fails, seen, three leans, three outcomes, streak, rows and seconds since
FADED = 4  # planes: decayed by rows at four half-lives
SITUATED = 4  # planes: this block seen and share right, the block before seen and share right
KEYS = 16  # kinds of situation that need no belief; contexts.py names them
MASK = (1 << 26) - 1  # room for an item or a set of skills in a key


def believe(
    worker: Any,
    starts: Any,
    skill: Any,
    score: Any,
    ease: Any,
    drift: Any,
    mean: Any,
    variance: Any,
    mark: Any,
    out: Any,
) -> None:
    """Filter ability and skills (filtering.py); scratch: mean, variance and mark for each skill."""
    rows = len(worker)
    prior, prior_step, skill_prior, skill_step = drift[0], drift[1], drift[2], drift[3]
    current, m, v = -1, 0.0, 0.0
    for row in range(rows):
        if worker[row] != current:
            current, m, v = worker[row], 0.0, prior
        begin, end = starts[row] - starts[0], starts[row + 1] - starts[0]
        part = 1.0 / (end - begin)
        skill_mean, skill_variance = 0.0, 0.0
        for k in range(begin, end):
            s = skill[k]
            if mark[s] != current:
                mark[s], mean[s], variance[s] = current, 0.0, skill_prior
            skill_mean += mean[s]
            skill_variance += variance[s]
        skill_mean *= part
        skill_variance *= part * part
        out[row], out[rows + row], out[2 * rows + row], out[3 * rows + row] = m, v, skill_mean, skill_variance
        if score[row] == score[row]:
            p = 1.0 / (1.0 + exp(-(ease[row] + m + skill_mean)))
            g = p * (1.0 - p)
            scale = 1.0 / (1.0 + g * (v + skill_variance))
            step, shrink = (score[row] - p) * scale, g * scale
            m += v * step
            v += prior_step - shrink * v * v
            for k in range(begin, end):
                s = skill[k]
                lean = variance[s] * part
                mean[s] += lean * step
                variance[s] += skill_step - shrink * lean * lean


def follow(worker: Any, group: Any, score: Any, at: Any, number: Any, mark: Any, held: Any, out: Any) -> None:
    """What the worker did before in the row's group; `number` counts the worker's rows.

    Scratch: mark and FOLLOWED numbers for each group.
    """
    rows = len(worker)
    for row in range(rows):
        g = group[row]
        at_g = g * 12
        if mark[g] != worker[row]:
            mark[g] = worker[row]
            for k in range(12):
                held[at_g + k] = 0.0
            held[at_g + 6] = held[at_g + 7] = held[at_g + 8] = 4.0
            held[at_g + 10] = held[at_g + 11] = -1.0
        for k in range(10):
            out[k * rows + row] = held[at_g + k]
        then, before = held[at_g + 10], held[at_g + 11]
        out[10 * rows + row] = number[row] - then if then >= 0.0 else -1.0
        now, y = at[row], score[row]
        timed = now == now
        gap = now - before
        out[11 * rows + row] = (gap if gap > 0.0 else 0.0) if timed and before >= 0.0 else -1.0
        held[at_g + 2] += 1.0
        held[at_g + 5], held[at_g + 4] = held[at_g + 4], held[at_g + 3]
        held[at_g + 8], held[at_g + 7] = held[at_g + 7], held[at_g + 6]
        sign = 0.0
        if y == y:
            held[at_g] += y
            held[at_g + 1] += 1.0 - y
            held[at_g + 3] = y - 0.5
            held[at_g + 6] = 2.0 if y >= 0.75 else (1.0 if y > 0.25 else 0.0)
            sign = 1.0 if y > 0.5 else (-1.0 if y < 0.5 else 0.0)
        else:
            held[at_g + 3], held[at_g + 6] = 0.0, 3.0
        held[at_g + 9] = held[at_g + 9] + sign if held[at_g + 9] * sign > 0.0 else sign
        held[at_g + 10] = number[row]
        if timed:
            held[at_g + 11] = now


def fade(worker: Any, group: Any, value: Any, factor: Any, mark: Any, held: Any, out: Any) -> None:
    """Sums of the worker's earlier values in the row's group, decayed row by row at four paces.

    Scratch: mark and FADED numbers for each group.
    """
    rows = len(worker)
    f0, f1, f2, f3 = factor[0], factor[1], factor[2], factor[3]
    for row in range(rows):
        g = group[row]
        at_g = g * 4
        if mark[g] != worker[row]:
            mark[g] = worker[row]
            for k in range(4):
                held[at_g + k] = 0.0
        for k in range(4):
            out[k * rows + row] = held[at_g + k]
        x = value[row]
        held[at_g] = (held[at_g] + x) * f0
        held[at_g + 1] = (held[at_g + 1] + x) * f1
        held[at_g + 2] = (held[at_g + 2] + x) * f2
        held[at_g + 3] = (held[at_g + 3] + x) * f3


def pace(worker: Any, seconds: Any, helped: Any, out: Any) -> None:
    """Planes: the worker's last log seconds, their running mean, the last help and its running sum."""
    rows = len(worker)
    current = -1
    last, total, weight, last_help, help_sum = 0.0, 0.0, 0.0, 0.0, 0.0
    for row in range(rows):
        if worker[row] != current:
            current, last, total, weight, last_help, help_sum = worker[row], 0.0, 0.0, 0.0, 0.0, 0.0
        out[row] = last
        out[rows + row] = total / weight if weight > 0.0 else 0.0
        out[2 * rows + row], out[3 * rows + row] = last_help, help_sum
        last, last_help = 0.0, 0.0
        total *= 0.917004043204671
        weight *= 0.917004043204671
        if seconds[row] == seconds[row]:
            last = seconds[row]
            total += last
            weight += 1.0
        if helped[row] == helped[row]:
            last_help = helped[row]
        help_sum = (help_sum + last_help) * 0.917004043204671


def situate(
    worker: Any, item: Any, skills: Any, score: Any, mine: Any, skill: Any, again: Any, keys: Any, out: Any
) -> None:
    """Keys of the situations each row is in, and planes of the block it stands in; both are written.

    `mine`, `skill`, `again` are what `follow` found for the worker, the skills and the item.
    A block is a run of a worker's rows on one set of skills.
    """
    rows = len(worker)
    current, last_item, second, last_set, earlier = -1, -1, -1, -1, -1
    wins, seen, earlier_wins, earlier_seen = 0.0, 0.0, 0.0, 0.0
    for row in range(rows):
        here, this = skills[row] & 67108863, item[row] & 67108863
        if worker[row] != current:
            current, last_item, second, last_set, earlier = worker[row], -1, -1, here, -1
            wins, seen, earlier_wins, earlier_seen = 0.0, 0.0, 0.0, 0.0
        elif here != last_set:
            earlier, earlier_wins, earlier_seen = last_set, wins, seen
            wins, seen = 0.0, 0.0
        first = last_item < 0
        last, c2, c3 = int(mine[6 * rows + row]), int(mine[7 * rows + row]), int(mine[8 * rows + row])
        s1, s2, s3 = skill[6 * rows + row], skill[7 * rows + row], skill[8 * rows + row]
        skill_wins, skill_fails = float(skill[row]), float(skill[2 * rows + row])
        skill_fails -= skill_wins
        fails, count = seen - wins, mine[2 * rows + row]
        share = earlier_wins / earlier_seen if earlier_seen > 0.0 else 0.0
        keys[row] = this * 8 + last
        keys[rows + row] = this * 8 + (s1 > 0.5) + (s1 > 1.5) + (s1 > 2.5) + (s1 > 3.5)
        won = (skill_wins > 0.5) + (skill_wins > 1.5) + (skill_wins > 3.5)
        lost = (skill_fails > 0.5) + (skill_fails > 1.5) + (skill_fails > 3.5)
        keys[2 * rows + row] = this * 16 + won * 4 + lost
        times = again[2 * rows + row]
        keys[3 * rows + row] = (
            this * 64 + int(again[6 * rows + row]) * 4 + (times > 0.5) + (times > 1.5) + (times > 3.5)
        )
        keys[4 * rows + row] = (last_item + 1) * 67108864 + this
        keys[5 * rows + row] = ((last_item + 1) * 67108864 + this) * 8 + last
        keys[6 * rows + row] = (second + 1) * 67108864 + this
        keys[7 * rows + row] = ((0 if first else last_set + 1) * 67108864 + here) * 8 + last
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
        keys[8 * rows + row] = here * 64 + won * 7 + lost
        keys[9 * rows + row] = (
            here * 8
            + (count > 0.5)
            + (count > 3.5)
            + (count > 10.5)
            + (count > 30.5)
            + (count > 100.5)
            + (count > 300.5)
            + (count > 1000.5)
        )
        keys[10 * rows + row] = here * 512 + int(s1 + 0.5) * 64 + int(s2 + 0.5) * 8 + int(s3 + 0.5)
        won = (wins > 0.5) + (wins > 1.5) + (wins > 2.5) + (wins > 3.5) + (wins > 5.5) + (wins > 8.5)
        lost = (fails > 0.5) + (fails > 1.5) + (fails > 2.5) + (fails > 3.5) + (fails > 5.5) + (fails > 8.5)
        block = here * 64 + won * 7 + lost
        keys[11 * rows + row] = block
        before, outside = skill_wins - wins, skill_wins + skill_fails - seen
        keys[12 * rows + row] = (
            block * 16 + ((before > 0.5) + (before > 2.5)) * 3 + (outside > 0.5) + (outside > 2.5)
        )
        place = int(seen) if seen < 4.0 else 4
        keys[13 * rows + row] = here * 4096 + last * 512 + c2 * 64 + c3 * 8 + (place if place < 3 else 3)
        long = (earlier_seen > 0.5) + (earlier_seen > 1.5) + (earlier_seen > 3.5) + (earlier_seen > 6.5)
        good = (share >= 0.01) + (share >= 0.34) + (share >= 0.67) + (share >= 0.99)
        keys[14 * rows + row] = ((earlier + 1) * 67108864 + here) * 32 + long * 5 + good
        keys[15 * rows + row] = ((earlier + 1) * 67108864 + here) * 8 + place
        out[row], out[rows + row] = seen, (wins + 1.0) / (seen + 2.0)
        out[2 * rows + row], out[3 * rows + row] = earlier_seen, (earlier_wins + 1.0) / (earlier_seen + 2.0)
        if score[row] == score[row]:
            wins += score[row]
        seen += 1.0
        second, last_item, last_set = last_item, this, here


def index(keys: Any, table: Any) -> None:
    """Put every key into an open-addressed table, whose size is a power of two: 31 mixed bits, then place + 1."""
    mask = len(table) - 1
    for place in range(len(keys)):
        key = keys[place]
        mixed = (key & 2147483647) * 1181783497 + (key >> 31) * 805306457
        mixed ^= mixed >> 29
        slot = mixed & mask
        while table[slot] != 0:
            slot = (slot + 1) & mask
        table[slot] = ((mixed >> 20) & 2147483647) * 4294967296 + place + 1


def find(wanted: Any, kind: Any, table: Any, absent: Any, mixed: Any, first: Any, out: Any) -> None:
    """Place of each wanted key of a kind, by the table that `index` made; `absent` where it is not there.

    Three short loops instead of one, so that a processor can wait for many far places at once.
    Scratch: mixed and first, a number for each wanted key.
    """
    mask = len(table) - 1
    for row in range(len(wanted)):
        key = wanted[row] * 32 + kind
        much = (key & 2147483647) * 1181783497 + (key >> 31) * 805306457
        mixed[row] = much ^ (much >> 29)
    for row in range(len(wanted)):
        first[row] = table[mixed[row] & mask]
    for row in range(len(wanted)):
        entry, slot, tag = first[row], mixed[row] & mask, (mixed[row] >> 20) & 2147483647
        while entry != 0 and entry >> 32 != tag:
            slot = (slot + 1) & mask
            entry = table[slot]
        out[row] = (entry & 4294967295) - 1 if entry != 0 else absent


def recall(places: Any, met: Any, out: Any) -> None:
    """Effect and log support of each place, as two planes."""
    rows = len(places)
    for row in range(rows):
        out[row], out[rows + row] = met[2 * places[row]], met[2 * places[row] + 1]
