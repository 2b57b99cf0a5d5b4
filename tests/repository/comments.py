"""Every source says at its beginning what it is for, and the files that comments name exist.
Usage: comments.py ROOT"""

import pathlib
import re
import subprocess
import sys

C = re.compile(r'//[^\n]*(?:\n[ \t]*//[^\n]*)*|/\*.*?\*/', re.DOTALL)
PYTHON = re.compile(r'"""(?:.|\n)*?"""|#(?!!)[^\n]*(?:\n[ \t]*#[^\n]*)*')
COMMENTS = {'.h': C, '.cpp': C, '.ts': C, '.mjs': C, '.py': PYTHON}

# What may come before the opening comment.
PREAMBLE = re.compile(r'(?:\s+|#\s*(?:pragma|include)[^\n]*|#![^\n]*|namespace\s+[\w:]+\s*\{)')

FILE = re.compile(r'(?<![\w<./-])(?:[\w-]+/)*[\w-]+\.(?:h|cpp|ts|mjs|py|cmake)\b(?![/(]|\.\w)')
ELSEWHERE = {'httplib.h', 'imgui.h', 'imgui_internal.h', 'NAME.cpp', 'NAME.mjs'}

# Tests are named after what they test.
NAMED_BY_THEIR_SUBJECT = 'tests/unit/'


def tracked(root):
    """The repository's files, new ones included, as paths relative to the root."""
    listed = subprocess.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard'], cwd=root,
                            capture_output=True, text=True)
    if listed.returncode == 0:
        return sorted(path for path in listed.stdout.splitlines() if (root / path).is_file())
    paths = (path.relative_to(root) for path in root.rglob('*') if path.is_file())
    return sorted(path.as_posix() for path in paths if not {'build', 'node_modules'} & set(path.parts))


def says_what_it_is_for(text, comments):
    at = 0
    while before := PREAMBLE.match(text, at):
        at = before.end()
    return comments.match(text, at) is not None


def check(root):
    files = tracked(root)
    sources = {path: (root / path).read_text(encoding='utf-8') for path in files
               if pathlib.PurePath(path).suffix in COMMENTS}
    endings = {path[at:] for path in files for at in [0] + [m.end() for m in re.finditer('/', path)]}
    problems = []
    for path, text in sources.items():
        name = pathlib.PurePath(path)
        comments = COMMENTS[name.suffix]
        # A header speaks for the source beside it.
        header = sources.get(str(name.with_suffix('.h'))) if name.suffix == '.cpp' else None
        if not path.startswith(NAMED_BY_THEIR_SUBJECT) and not any(
                says_what_it_is_for(each, comments) for each in (text, header) if each):
            problems.append(f'{path}:1: does not say what it is for')
        for comment in comments.finditer(text):
            for match in FILE.finditer(comment.group()):
                if match.group() not in endings and match.group() not in ELSEWHERE:
                    line = text.count('\n', 0, comment.start() + match.start()) + 1
                    problems.append(f'{path}:{line}: there is no file {match.group()}')
    return len(sources), problems


if __name__ == '__main__':
    count, problems = check(pathlib.Path(sys.argv[1]))
    for problem in problems:
        print(problem)
    print(f'{count} files, {len(problems)} problems')
    sys.exit(1 if problems or count == 0 else 0)
