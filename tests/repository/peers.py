"""The rows of server/api/README.md: their code is in a test that runs it, and none is missing. Usage: peers.py ROOT"""

import pathlib
import re
import sys

# How many chapters the documentation of each peer has, FastAPI's and Flask's as of 2025.
TABLES = {
    "FastAPI's tutorial": 47,
    "FastAPI's advanced guide": 28,
    "Flask's quickstart": 23,
    "Flask's patterns, but for those of pages": 19,
    'Flask-WTF': 5,
    'flasgger': 20,
    "huma's features": 24,
}
# Of FastAPI's so many may be without a line.
MOST_NOT = 5


def without_blanks(text):
    return re.sub(r'\s', '', text)


def tables(text):
    """The rows of each table, as (chapter, ours), by the name above the chapters."""
    found, rows = {}, None
    for line in text.splitlines():
        if not line.startswith('| '):
            rows = None
            continue
        name, ours = line.strip('| ').split(' | ', 1)
        if rows is None:
            rows = found[name] = []
        elif not set(name) <= {'-'}:
            rows.append((name, ours))
    return found


def check(root):
    folder = root / 'tests' / 'unit' / 'server'
    code = '\n'.join(path.read_text(encoding='utf-8') for path in sorted(folder.glob('peers*')))
    code = without_blanks(re.sub(r'^\s*//.*$', '', code, flags=re.MULTILINE))
    found = tables((root / 'server' / 'api' / 'README.md').read_text(encoding='utf-8'))
    problems, lines, missing = [], 0, 0
    for name, count in TABLES.items():
        rows = dict(found.get(name, []))
        if len(rows) != count:
            problems.append(f'{name} has {count} chapters, here are {len(rows)}')
        for chapter, ours in rows.items():
            spans = re.findall(r'`([^`]+)`', ours)
            lines += len(spans)
            problems += [f'{name}, {chapter}: in no test: {span}' for span in spans if without_blanks(span) not in code]
            if ours.startswith('**not**'):
                missing += name.startswith('FastAPI')
            elif not spans:
                problems.append(f'{name}, {chapter}: neither a line of ours nor why not')
    if missing > MOST_NOT:
        problems.append(f'{missing} chapters of FastAPI are without a line, {MOST_NOT} may be')
    return lines, problems


if __name__ == '__main__':
    count, problems = check(pathlib.Path(sys.argv[1]))
    for problem in problems:
        print(f'server/api/README.md: {problem}')
    print(f'{count} pieces of code beside those of other libraries, {len(problems)} problems')
    sys.exit(1 if problems else 0)
