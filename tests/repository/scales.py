"""Views take their numbers from the scales of app/ui/scale.h. Usage: scales.py ROOT"""

import pathlib
import re
import sys

from source import code_only, sources

TYPED = [
    (re.compile(r'\.space\(\s*\d'), 'a gap is typed: take one of ui::gap'),
    (re.compile(r'\bui::Font\s*\{'), 'a font is typed: take one of ui::type'),
    (re.compile(r'\.(size|weight)\s*=\s*\d'), 'a size is typed: take one of ui::type'),
]


def check(root):
    problems, count = [], 0
    for path in sources(root, 'app/view'):
        count += 1
        code = code_only((pathlib.Path(root) / path).read_text(encoding='utf-8'))
        for pattern, what in TYPED:
            problems += [f'{path}:{code.count(chr(10), 0, match.start()) + 1}: {what}' for match in pattern.finditer(code)]
    return count, problems


if __name__ == '__main__':
    count, problems = check(sys.argv[1])
    for problem in problems:
        print(problem)
    print(f'{count} files, {len(problems)} problems')
    sys.exit(1 if problems or not count else 0)
