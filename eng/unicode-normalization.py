#!/usr/bin/env python3
"""Writes FoundationModels.Sdk/Tokenization/Unicode/normalization.bin from the Unicode character database that Python carries.

The table makes normalization independent of the platform's own (which may be another version, or missing). It is Unicode 9's, as in the
library whose ids the SDK has to give; normalization of an assigned character never changes, so leaving out later characters makes it from
any newer database. The file is a list of unsigned LEB128 numbers:
  combining classes:  count, then (distance from the last code point, class)
  canonical decompositions, full: count, then (distance, length, code points)
  compatibility decompositions that differ from those, full: the same
  compositions: count, then (first, second, composed)
"""
import pathlib
import sys
import unicodedata

# Characters that take part in normalization and were assigned after Unicode 9, up to Unicode 14.
LATER = [
    (0x7FD, 0x7FD), (0x898, 0x89F), (0x8CA, 0x8D3), (0x9FE, 0x9FE), (0xC3C, 0xC3C), (0xD3B, 0xD3C), (0xEBA, 0xEBA), (0x1715, 0x1715),
    (0x1ABF, 0x1ACE), (0x1DF6, 0x1DFA), (0x32FF, 0x32FF), (0xA7F2, 0xA7F4), (0xA82C, 0xA82C), (0xAB69, 0xAB69), (0x10781, 0x10785),
    (0x10787, 0x107B0), (0x107B2, 0x107BA), (0x10D24, 0x10D27), (0x10EAB, 0x10EAC), (0x10F46, 0x10F50), (0x10F82, 0x10F85),
    (0x11070, 0x11070), (0x1133B, 0x1133B), (0x1145E, 0x1145E), (0x11839, 0x1183A), (0x11938, 0x11938), (0x1193D, 0x1193E),
    (0x11943, 0x11943), (0x119E0, 0x119E0), (0x11A34, 0x11A34), (0x11A47, 0x11A47), (0x11A99, 0x11A99), (0x11D42, 0x11D42),
    (0x11D44, 0x11D45), (0x11D97, 0x11D97), (0x16FF0, 0x16FF1), (0x1E130, 0x1E136), (0x1E2AE, 0x1E2AE), (0x1E2EC, 0x1E2EF),
    (0x1F16C, 0x1F16C), (0x1FBF0, 0x1FBF9),
]
LATER_CODES = {code for first, last in LATER for code in range(first, last + 1)}
HANGUL = range(0xAC00, 0xD7A4)


def number(out, value):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def table(out, entries):
    number(out, len(entries))
    last = 0
    for code, values in entries:
        number(out, code - last)
        last = code
        for value in values:
            number(out, value)


def main():
    codes = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and c not in HANGUL and c not in LATER_CODES]
    classes = [(c, [unicodedata.combining(chr(c))]) for c in codes if unicodedata.combining(chr(c))]
    canonical, compatible, compositions = [], [], []
    for code in codes:
        full = unicodedata.normalize("NFD", chr(code))
        wide = unicodedata.normalize("NFKD", chr(code))
        if full != chr(code):
            canonical.append((code, [len(full), *map(ord, full)]))
        if wide != full:
            compatible.append((code, [len(wide), *map(ord, wide)]))
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<") and unicodedata.normalize("NFC", chr(code)) == chr(code):
            compositions.append([int(p, 16) for p in parts] + [code])
    out = bytearray()
    table(out, classes)
    table(out, canonical)
    table(out, compatible)
    number(out, len(compositions))
    for composition in compositions:
        for code in composition:
            number(out, code)
    target = pathlib.Path(__file__).parent.parent / "FoundationModels.Sdk/Tokenization/Unicode/normalization.bin"
    target.write_bytes(out)
    print(f"Unicode {unicodedata.unidata_version}: {len(out)} bytes, {len(classes)} classes, {len(canonical)} + {len(compatible)} "
          f"decompositions, {len(compositions)} compositions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
