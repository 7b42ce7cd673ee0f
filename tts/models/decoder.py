"""Steps of the GPT for a few rows, compiled: network, rules and draws in one function.

A step is some two hundred products with a handful of rows, too small for a library whose every call costs
microseconds. What it computes is defined by `gpt.GPT` and, step by step in plain torch, by `reference.py`; a
test holds the two together. Rows do not see one another: whatever their number, each is added up in the same
order, so that a row says the same to the bit alone and in company.

Shapes: as in `rows.py`; L layers, H channels of a head.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tts.compiled import kernel, part
from tts.models.gpt import DWELL, ENERGIES, MIDDLE, PATTERNS, PER_DEVIATION, PITCHES
from tts.models.rows import FREE
from tts.models.tokenizer import FRAMES_PER_TOKEN

TAIL = 6  # frames of silence at the end, as in the corpus (`EDGE_SILENCE`)
LONGEST_PHONE = 56  # frames (.6 s) after which a phone must give way to the next
LONGEST_PAUSE = 120  # frames (1.3 s), likewise
_LAST_PAUSE = 6  # phones up to this id are pauses

# ---------------------------------------------------------------- arithmetic

_LOG2_E = np.float32(math.log2(math.e))
_LN_2 = np.float32(math.log(2))
_LOWEST, _HIGHEST = np.float32(-87.0), np.float32(88.0)  # what float32 can hold the exponential of
# e^r = 1 + r + r² · p(r) on |r| ≤ ln 2 / 2, p fitted at Chebyshev's points: right to 1e-8.
_C6, _C5, _C4, _C3, _C2 = (np.float32(c) for c in (1.39336e-3, 8.36318e-3, 4.166646e-2, 1.6666577e-1, 0.5))
_ONE, _HALF = np.float32(1.0), np.float32(0.5)


@part(freely=True)
def _exponential(x: Any) -> Any:
    """e^x of a float32, to 4e-7 of its value; x is held within -87–88."""
    x = min(max(x, _LOWEST), _HIGHEST)
    whole = np.float32(math.floor(x * _LOG2_E + _HALF))
    r = x - whole * _LN_2
    power = r * r * (_C2 + r * (_C3 + r * (_C4 + r * (_C5 + r * _C6)))) + r + _ONE
    return power * np.int32((np.int32(whole) + np.int32(127)) << np.int32(23)).view(np.float32)


@part(freely=True)
def _product(x: Any, rows: int, weight: Any, scale: Any, bias: Any, out: Any) -> None:
    """out (R, N) = x (R, K) · weight (N, K)ᵀ · scale (N,) + bias (N,), of the first `rows` rows.

    N is a multiple of four. weight: 8-bit or float32.
    """
    size, inner = weight.shape
    for n in range(0, size, 4):
        w0, w1, w2, w3 = weight[n], weight[n + 1], weight[n + 2], weight[n + 3]
        for row in range(rows):
            values, result = x[row], out[row]
            a, b, c, d = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
            for k in range(inner):
                v = values[k]
                a += v * np.float32(w0[k])
                b += v * np.float32(w1[k])
                c += v * np.float32(w2[k])
                d += v * np.float32(w3[k])
            result[n] = a * scale[n] + bias[n]
            result[n + 1] = b * scale[n + 1] + bias[n + 1]
            result[n + 2] = c * scale[n + 2] + bias[n + 2]
            result[n + 3] = d * scale[n + 3] + bias[n + 3]


@part(freely=True)
def _normalise(x: Any, rows: int, gain: Any, out: Any) -> None:
    """Layer normalisation of the first `rows` rows of x (R, D), times gain (D,)."""
    size = len(gain)
    for row in range(rows):
        values, result = x[row], out[row]
        mean = np.float32(0)
        for k in range(size):
            mean += values[k]
        mean /= np.float32(size)
        spread = np.float32(0)
        for k in range(size):
            spread += (values[k] - mean) * (values[k] - mean)
        factor = _ONE / np.float32(math.sqrt(spread / np.float32(size) + np.float32(1e-5)))
        for k in range(size):
            result[k] = (values[k] - mean) * factor * gain[k]


@part(freely=True)
def _gate(x: Any, rows: int, size: int) -> None:
    """SwiGLU in place: x[:, :size] = silu(x[:, :size]) · x[:, size : 2 · size]."""
    for row in range(rows):
        values = x[row]
        for k in range(size):
            gate = values[k]
            values[k] = gate / (_ONE + _exponential(-gate)) * values[size + k]


@part(freely=True)
def _add(x: Any, rows: int, y: Any) -> None:
    """x[:rows] += y[:rows], as far as x is wide."""
    size = x.shape[1]
    for row in range(rows):
        into, what = x[row], y[row]
        for k in range(size):
            into[k] += what[k]


@part(freely=True)
def _attend(query: Any, keys: Any, values: Any, count: int, scores: Any, out: Any) -> None:
    """Attention of one query (H,) to the first `count` keys and values (S, H) → out (H,).

    scores: room for `count` numbers.
    """
    size = len(query)
    scale = _ONE / np.float32(math.sqrt(size))
    largest = np.float32(-1e30)
    for s in range(count):
        line, score = keys[s], np.float32(0)
        for k in range(size):
            score += query[k] * line[k]
        scores[s] = score * scale
        largest = max(largest, scores[s])
    total = _exponentials(scores, count, largest, scores)
    for k in range(size):
        out[k] = 0
    for s in range(count):
        share, line = scores[s] / total, values[s]
        for k in range(size):
            out[k] += share * line[k]


@part(freely=True)
def _exponentials(logits: Any, size: int, largest: Any, out: Any) -> Any:
    """out = e^(logits - largest); their sum."""
    total = np.float32(0)
    for k in range(size):
        value = _exponential(logits[k] - largest)
        out[k] = value
        total += value
    return total


# ---------------------------------------------------------------- network


@part(freely=True)
def _inputs(asked: Any, state: Any, weights: Any, rows: Any, copies: int, room: Any) -> None:
    """x: what each row knows before the step (`GPT.inputs`)."""
    total = len(state.at)
    count = len(rows) * copies
    dim = room.x.shape[1]
    for i in range(count):
        row, copy = rows[i % len(rows)], i // len(rows) * total + rows[i % len(rows)]
        at, last = state.at[row], asked.length[row] - 1
        for place in range(4):
            phone = min(at - 1 + place, last)
            known = np.float32(1 if phone >= 0 else 0)  # before the first phone there is nothing
            encoded, into = asked.encoded[copy, max(phone, 0)], room.wide[i]
            for k in range(dim):
                into[place * dim + k] = known * encoded[k]
    _product(room.wide, count, weights.pointer.weight, weights.pointer.scale, weights.pointer.bias, room.x)

    for i in range(count):
        row, copy = rows[i % len(rows)], i // len(rows) * total + rows[i % len(rows)]
        at, left, before = state.at[row], state.left[row], state.previous[row]
        phones_left = np.float32(max(asked.length[row] - 1 - at, 0))
        budget = np.log2(np.float32(1) + phones_left) / np.float32(3) - np.float32(1)
        first, second, fourth = np.float32(0), np.float32(0), np.float32(0)
        if left >= 0:
            first = np.float32(1)
            second = np.log2(np.float32(1 + left)) / np.float32(4) - np.float32(1)
            fourth = np.log2(np.float32(1 + left) / (np.float32(1) + np.float32(7) * phones_left))
        manner = asked.manner[row, max(at, 0)] if asked.condition.shape[1] > 1 else 0
        table, condition = weights.previous, asked.condition[copy, manner]
        advance, voicing, pitch = table.advance[before[0]], table.voicing[before[1]], table.pitch[before[2]]
        energy, code = table.energy[before[3]], table.code[before[4]]
        dwell = table.dwell[min(state.dwell[row], DWELL)]
        x, middle = room.x[i], room.wide[i]
        for k in range(dim):
            x[k] += advance[k] + voicing[k] + pitch[k] + energy[k] + code[k] + dwell[k] + condition[k]
            w = weights.budget_in[k]
            middle[k] = w[0] * first + w[1] * second + w[2] * budget + w[3] * fourth + w[4]
            middle[dim + k] = np.float32(1)
    _gate(room.wide, count, dim)
    _product(room.wide, count, weights.budget.weight, weights.budget.scale, weights.budget.bias, room.normal)
    _add(room.x, count, room.normal)


@part(freely=True)
def _through_layers(
    layers: Any, keys: Any, values: Any, position: int, turn: Any, rows: Any, copies: int, room: Any
) -> None:
    """x → x after all layers. keys, values (L, C·B, heads, S, H): those of the steps before, to which this
    one's are added. turn (2, S, H): cosines and sines of the rotary positions."""
    total = keys.shape[1] // copies
    count = len(rows) * copies
    heads, size = keys.shape[2], keys.shape[4]
    dim, hidden, half = heads * size, layers.down.weight.shape[2], size // 2
    cos, sin = turn[0, position], turn[1, position]
    for n in range(len(layers.norm1)):
        _normalise(room.x, count, layers.norm1[n], room.normal)
        qkv = layers.qkv
        _product(room.normal, count, qkv.weight[n], qkv.scale[n], qkv.bias[n], room.wide)
        for i in range(count):
            copy = i // len(rows) * total + rows[i % len(rows)]
            for head in range(heads):
                query = room.wide[i, head * size : (head + 1) * size]
                key = room.wide[i, dim + head * size : dim + (head + 1) * size]
                value = room.wide[i, 2 * dim + head * size : 2 * dim + (head + 1) * size]
                mine, theirs = keys[n, copy, head], values[n, copy, head]
                for k in range(half):
                    a, b = query[k], query[k + half]
                    query[k] = a * cos[k] - b * sin[k]
                    query[k + half] = b * cos[k + half] + a * sin[k + half]
                    a, b = key[k], key[k + half]
                    mine[position, k] = a * cos[k] - b * sin[k]
                    mine[position, k + half] = b * cos[k + half] + a * sin[k + half]
                for k in range(size):
                    theirs[position, k] = value[k]
                into = room.normal[i, head * size : (head + 1) * size]
                _attend(query, mine, theirs, position + 1, room.scores, into)
        out = layers.out
        _product(room.normal, count, out.weight[n], out.scale[n], out.bias[n], room.wide)
        _add(room.x, count, room.wide)
        _normalise(room.x, count, layers.norm2[n], room.normal)
        _product(room.normal, count, layers.up.weight[n], layers.up.scale[n], layers.up.bias[n], room.wide)
        _gate(room.wide, count, hidden)
        down = layers.down
        _product(room.wide, count, down.weight[n], down.scale[n], down.bias[n], room.normal)
        _add(room.x, count, room.normal)


@part(freely=True)
def _mixed(mix: Any, count: int, room: Any) -> None:
    """x → x + SwiGLU of x."""
    _normalise(room.x, count, mix.norm, room.normal)
    _product(room.normal, count, mix.up.weight, mix.up.scale, mix.up.bias, room.wide)
    _gate(room.wide, count, mix.down.weight.shape[1])
    _product(room.wide, count, mix.down.weight, mix.down.scale, mix.down.bias, room.normal)
    _add(room.x, count, room.normal)


@part(freely=True)
def _look_up(table: Any, values: Any, rows: Any, count: int, x: Any) -> None:
    """x += the table's line for the value of each row."""
    for i in range(count):
        line, into = table[values[rows[i % len(rows)]]], x[i]
        for k in range(len(line)):
            into[k] += line[k]


@part(freely=True)
def _scored(x: Any, count: int, copies: int, guidance: float, head: Any, room: Any) -> None:
    """logits of the rows, guided where there are two copies of each (Ho & Salimans 2022)."""
    _product(x, count, head.weight, head.scale, head.bias, room.logits)
    if copies == 2:
        half = count // 2
        for i in range(half):
            told, untold = room.logits[i], room.logits[half + i]
            for k in range(head.weight.shape[0]):
                told[k] = untold[k] + np.float32(guidance) * (told[k] - untold[k])


@part()
def _pick(logits: Any, first: int, size: int, noise: Any, temperature: float) -> int:
    """The class from `first` on with the largest logit; with Gumbel noise added, that is a draw from the
    softmax."""
    warm = np.float32(1 / temperature if temperature > 0 else 0)
    best, found = np.float32(0), -1
    for k in range(first, size):
        merit = logits[k] if temperature <= 0 else logits[k] * warm + noise[k]
        if found < 0 or merit > best:
            best, found = merit, k
    return found


@part()
def _pick_allowed(logits: Any, allowed: Any, noise: Any, temperature: float) -> int:
    """As `_pick`, of the allowed classes."""
    warm = np.float32(1 / temperature if temperature > 0 else 0)
    best, found = np.float32(0), -1
    for k in range(len(allowed)):
        if allowed[k]:
            merit = logits[k] if temperature <= 0 else logits[k] * warm + noise[k]
            if found < 0 or merit > best:
                best, found = merit, k
    return found


@part()
def _pick_code(logits: Any, size: int, noise: Any, temperature: float, top_p: float, shares: Any) -> int:
    """As `_pick`, of the smallest set of classes with the probability top_p (Holtzman et al. 2020).

    A class is in that set when those likelier than it have top_p or less together, so that nothing need be
    sorted. shares: room for `size` numbers; noise is used up.
    """
    if top_p >= 1 or temperature <= 0:
        return _pick(logits, 0, size, noise, temperature)
    largest = logits[0]
    for k in range(1, size):
        largest = max(largest, logits[k])
    total = _exponentials(logits, size, largest, shares)
    while True:
        found = _pick(logits, 0, size, noise, temperature)
        likelier = np.float32(0)
        for k in range(size):
            if logits[k] > logits[found]:
                likelier += shares[k]
        if likelier <= np.float32(top_p) * total:
            return found
        noise[found] = np.float32(-1e30)


@part()
def _allow(asked: Any, state: Any, row: int, allowed: Any) -> None:
    """allowed (PATTERNS,): advance patterns that neither lose a phone nor overrun the length asked for."""
    at, dwell, left = state.at[row], state.dwell[row], state.left[row]
    to_come = asked.length[row] - 1 - at
    pausing = at > 0 and asked.phones[row, at] <= _LAST_PAUSE
    stuck = dwell >= (LONGEST_PAUSE if pausing else LONGEST_PHONE)
    free = left < 0
    # With a length: what is still to come must fit into what is left, and must not be through too early.
    after = max(left - FRAMES_PER_TOKEN, 0)
    spare = max(after - TAIL, 0)
    early = not free and after > TAIL + FRAMES_PER_TOKEN
    held = asked.held[row, at] if at >= 0 else 0
    rest = max(held - dwell, 0)
    most = asked.held.shape[1]
    none = True
    for pattern in range(PATTERNS):
        count, first = 0, FRAMES_PER_TOKEN
        for frame in range(FRAMES_PER_TOKEN - 1, -1, -1):
            if pattern >> frame & 1:
                count += 1
                first = frame
        fine = count <= to_come
        if held > 0:  # the next phone begins just when the held one is through
            fine = fine and (first == rest if rest < FRAMES_PER_TOKEN else pattern == 0)
        else:
            fine = fine and (at >= 0 or first == 0)
            fine = fine and (count >= 1 or not (stuck and to_come > 0 and free))
            fine = fine and (free or count >= to_come - spare or count == min(to_come, FRAMES_PER_TOKEN))
            fine = fine and (count == 0 or count < to_come or not early)
        for nth in range(3):  # one that begins in this step and is held goes on beyond it
            if at + 1 + nth < most and asked.held[row, at + 1 + nth] > 0:
                fine = fine and count <= nth + 1
        allowed[pattern] = fine
        none = none and not fine
    if none:  # more phones than frames: as fast as possible
        for pattern in range(PATTERNS):
            count = 0
            for frame in range(FRAMES_PER_TOKEN):
                count += pattern >> frame & 1
            allowed[pattern] = count == min(max(to_come, 0), FRAMES_PER_TOKEN)


@part()
def _drawn(asked: Any, row: int, position: int, phone: int) -> int:
    """Pitch class that a drawn melody asks for in a step, -1 where it is free."""
    if position >= asked.contour.shape[1]:
        return -1
    semitones = asked.contour[row, position]
    if semitones <= FREE:
        return -1
    manner = asked.manner[row, phone]
    deviation = (semitones - asked.base[row, manner]) / asked.spread[row, manner]
    drawn = np.rint(deviation * PER_DEVIATION) + MIDDLE
    return int(min(max(drawn, 1), PITCHES - 1))


@part()
def _phone(asked: Any, row: int, at: int, pattern: int, frame: int) -> int:
    """The phone that is spoken at a frame of the step, pointer before the step and pattern given."""
    for k in range(frame + 1):
        at += pattern >> k & 1
    return int(max(min(at, asked.length[row] - 1), 0))


@part()
def _move(asked: Any, state: Any, row: int) -> None:
    """Pointer, dwell, what is left and whether the row still speaks, after a step."""
    pattern = state.previous[row, 0]
    state.dwell[row] += FRAMES_PER_TOKEN
    for frame in range(FRAMES_PER_TOKEN):
        if pattern >> frame & 1:
            state.at[row] += 1
            state.dwell[row] = FRAMES_PER_TOKEN - frame
    if state.left[row] > 0:
        state.left[row] = max(state.left[row] - FRAMES_PER_TOKEN, 0)
    if asked.frames[row] > 0:
        state.alive[row] = state.left[row] > 0
    else:
        state.alive[row] = state.at[row] < asked.length[row] - 1 or state.dwell[row] < TAIL


@kernel()
def step(
    weights: Any, asked: Any, drawing: Any, state: Any, keys: Any, values: Any, turn: Any, position: int,
    noise: Any, room: Any,
) -> None:  # fmt: skip
    """One step of every row that is alive; what they say is `state.previous` afterwards.

    keys, values, turn: as in `_through_layers`. noise (B, n): Gumbel noise for the classes of the five
    streams, one after the other; it is used up.
    """
    rows = np.flatnonzero(state.alive)
    copies = asked.encoded.shape[0] // len(state.at)
    count, dim = len(rows) * copies, room.x.shape[1]
    total = len(state.at)
    _inputs(asked, state, weights, rows, copies, room)
    _through_layers(weights.layers, keys, values, position, turn, rows, copies, room)
    _normalise(room.x, count, weights.norm, room.hidden)

    guidance = drawing.guidance
    _scored(room.hidden, count, copies, guidance, weights.to_advance, room)
    for i in range(len(rows)):
        row = rows[i]
        _allow(asked, state, row, room.allowed)
        state.previous[row, 0] = _pick_allowed(room.logits[i], room.allowed, noise[row], drawing.prosody)
    for i in range(count):
        row, copy = rows[i % len(rows)], i // len(rows) * total + rows[i % len(rows)]
        for frame in range(FRAMES_PER_TOKEN):
            phone = _phone(asked, row, state.at[row], state.previous[row, 0], frame)
            encoded, into = asked.encoded[copy, phone], room.wide[i]
            for k in range(dim):
                into[frame * dim + k] = encoded[k]
    _product(room.wide, count, weights.window.weight, weights.window.scale, weights.window.bias, room.x)
    _add(room.x, count, room.hidden)

    _scored(room.x, count, copies, guidance, weights.to_voicing, room)
    begin = PATTERNS
    for i in range(len(rows)):
        row = rows[i]
        voicing = _pick(room.logits[i], 0, PATTERNS, noise[row, begin:], drawing.prosody)
        for frame in range(FRAMES_PER_TOKEN):
            if asked.whispered[row, _phone(asked, row, state.at[row], state.previous[row, 0], frame)]:
                voicing &= ~(1 << frame)
        state.previous[row, 1] = voicing
    _look_up(weights.now_voicing, state.previous[:, 1], rows, count, room.x)
    _mixed(weights.prosody, count, room)

    _scored(room.x, count, copies, guidance, weights.to_pitch, room)
    begin += PATTERNS
    for i in range(len(rows)):
        row = rows[i]
        pitch = _pick(room.logits[i], 1, PITCHES, noise[row, begin:], drawing.prosody)
        middle = _phone(asked, row, state.at[row], state.previous[row, 0], FRAMES_PER_TOKEN // 2)
        drawn = _drawn(asked, row, position, middle)
        pitch = drawn if drawn >= 0 else pitch
        state.previous[row, 2] = pitch if state.previous[row, 1] > 0 else 0
    _look_up(weights.now_pitch, state.previous[:, 2], rows, count, room.x)

    _scored(room.x, count, copies, guidance, weights.to_energy, room)
    begin += PITCHES
    for i in range(len(rows)):
        row = rows[i]
        state.previous[row, 3] = _pick(room.logits[i], 0, ENERGIES, noise[row, begin:], drawing.prosody)
    _look_up(weights.now_energy, state.previous[:, 3], rows, count, room.x)
    _mixed(weights.coding, count, room)

    _scored(room.x, count, copies, guidance, weights.to_code, room)
    begin += ENERGIES
    codes = noise.shape[1] - begin
    for i in range(len(rows)):
        row = rows[i]
        state.previous[row, 4] = _pick_code(
            room.logits[i], codes, noise[row, begin:], drawing.temperature, drawing.top_p, room.wide[0]
        )
        _move(asked, state, row)
