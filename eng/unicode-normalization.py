#!/usr/bin/env python3
"""Writes FoundationModels.Sdk/Tokenization/Unicode/normalization.bin from the Unicode character database that Python carries.

The table makes normalization independent of the platform's own (which may be another version, or missing). Normalization of an assigned
character never changes, so a newer database only adds characters. The file is a list of unsigned LEB128 numbers:
  combining classes:  count, then (distance from the last code point, class)
  canonical decompositions, full: count, then (distance, length, code points)
  compatibility decompositions that differ from those, full: the same
  compositions: count, then (first, second, composed)
"""
import pathlib
import sys
import unicodedata

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
    codes = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and c not in HANGUL]
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
