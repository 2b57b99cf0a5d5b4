"""Reading C++ and TypeScript sources as far as the repository's rules need it."""

import pathlib
import re

_TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<fence>[^(\s]*)\(.*?\)(?P=fence)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    re.DOTALL)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)


def sources(root, *folders):
    """Every C++ file below the folders, as paths relative to the root."""
    root = pathlib.Path(root)
    for folder in folders:
        for path in sorted((root / folder).rglob('*')):
            if path.suffix in ('.h', '.cpp') and path.is_file():
                yield path.relative_to(root)


def includes(text):
    """(line, header) of every include."""
    return [(text.count('\n', 0, m.start(1)) + 1, m.group(1)) for m in _INCLUDE.finditer(text)]


def code_only(text):
    """The text with comments and literals blanked, so that line numbers stay."""
    def blank(match):
        if match.group().startswith("'") and re.search(r'[0-9a-fA-F]$', text[:match.start()][-1:]):
            return match.group()  # a digit separator, not a literal
        return re.sub(r'[^\n]', ' ', match.group())
    return _TOKENS.sub(blank, text)
