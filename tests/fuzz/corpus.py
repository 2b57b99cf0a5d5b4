"""Inputs for a fuzzer from the corpus and the cases: corpus.py TARGET CORPUS OUT writes each file, or
each part of one, as a file of its own into OUT. Large ones are left out: they only slow it down."""

import hashlib
import json
import pathlib
import re
import sys

MAX_BYTES = 32 * 1024
MAX_INPUTS = 4_000


def files(corpus, *suffixes):
    for folder in (corpus, corpus.parent / 'cases'):
        for path in sorted(folder.rglob('*')):
            if path.suffix in suffixes and path.is_file() and path.stat().st_size <= MAX_BYTES:
                yield path.read_bytes()


def suite(corpus):
    """Schemas of the official suite with an instance each."""
    for path in sorted((corpus / 'schema-suite' / 'tests').rglob('*.json')):
        for group in json.loads(path.read_text(encoding='utf-8')):
            for test in group['tests']:
                yield group['schema'], test['data']


def values(node, key):
    """Every string called `key`, at any depth."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, str):
                yield value
            yield from values(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from values(value, key)


def yaml_suite(corpus):
    """The texts within the cases of the YAML test suite, with its signs for white space."""
    signs = {'␣': ' ', '»': '\t', '—': '', '←': '\r', '⇔': '\uFEFF', '↵': '', '∎\n': ''}
    for path in sorted((corpus / 'yaml-suite').glob('*.yaml')):
        block = re.search(r'^  yaml: \|[-+0-9]*\n((?:(?:    .*)?\n)+)', path.read_text(encoding='utf-8'), re.M)
        if block:
            text = re.sub(r'^    ', '', block.group(1), flags=re.M)
            for sign, meant in signs.items():
                text = text.replace(sign, meant)
            yield text.encode()


def inputs(target, corpus):
    if target == 'json':
        yield from files(corpus, '.json')
    elif target == 'yaml':
        yield from yaml_suite(corpus)
        yield from files(corpus, '.yaml', '.yml')
    elif target in ('description', 'check'):
        yield from (text for text in files(corpus, '.json', '.yaml', '.yml')
                    if re.search(rb'openapi|swagger', text[:2000]))
    elif target == 'schema':
        for schema, instance in suite(corpus):
            yield (json.dumps(schema) + '\0' + json.dumps(instance)).encode()
    elif target == 'pattern':
        for schema, instance in suite(corpus):
            for pattern in values(schema, 'pattern'):
                yield (pattern + '\0' + str(instance)).encode('utf-8', 'replace')
    elif target == 'markdown':
        yield from files(corpus, '.md')
        for text in files(corpus, '.json'):
            try:
                yield from (words.encode('utf-8', 'replace')
                            for words in values(json.loads(text), 'description') if len(words) > 80)
            except (ValueError, RecursionError):
                pass


def main():
    target, corpus, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for _, data in zip(range(MAX_INPUTS), inputs(target, corpus)):
        (out / hashlib.sha1(data).hexdigest()).write_bytes(data)


main()
