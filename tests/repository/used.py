"""Each word, icon and role is used beyond the table that describes it. Usage: used.py ROOT"""

import pathlib
import re
import sys

from source import code_only, sources

# Enumeration: the file that declares it, and files that only describe each enumerator.
TABLES = {
    'Word': ('session/words.h', 'session/words.cpp'),
    'Icon': ('ui/icon.h', 'ui/icon.cpp'),
    'Role': ('ui/role.h',),
}


def enumerators(text, name):
    body = re.search(r'\benum class ' + name + r'\b[^{;]*\{([^}]*)\}', code_only(text))
    return re.findall(r'^\s*(\w+)\s*(?:=[^,]*)?,?\s*$', re.sub(r',', ',\n', body.group(1)), re.MULTILINE) if body else []


def check(root):
    texts = {path.as_posix(): (pathlib.Path(root) / path).read_text(encoding='utf-8')
             for path in sources(root, 'app', 'wasm', 'server')}
    problems, count = [], 0
    for enumeration, tables in TABLES.items():
        described = [path for path in texts if path.endswith(tables)]
        names = next((names for path in described if (names := enumerators(texts[path], enumeration))), [])
        if not names:
            problems.append(f'enum class {enumeration} is in none of {", ".join(tables)}')
        used = {match for path, text in texts.items() if path not in described
                for match in re.findall(r'\b' + enumeration + r'::(\w+)', code_only(text))}
        count += len(names)
        problems += [f'{enumeration}::{name} is never used' for name in names if name not in used | {'none', 'count'}]
    return count, problems


if __name__ == '__main__':
    count, problems = check(sys.argv[1])
    for problem in problems:
        print(problem)
    print(f'{count} words, icons and roles, {len(problems)} problems')
    sys.exit(1 if problems else 0)
