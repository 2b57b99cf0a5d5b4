"""Compiles mistakes.cpp once for each mistake, and looks for its sentence.
Usage: mistakes.py COMPILER INCLUDE_FOLDER… [--only NAME…]"""

import pathlib
import re
import subprocess
import sys
import tempfile

arguments, _, only = ' '.join(sys.argv[1:]).partition('--only')
compiler, *folders = arguments.split()
source = pathlib.Path(__file__).with_name('mistakes.cpp')
flags = [compiler, '-std=c++20', '-fsyntax-only', *(f'-isystem{folder}' for folder in folders)]

rows = re.findall(r'^#(?:ifdef|elif defined) (\w+)  // (.+)$', source.read_text(encoding='utf-8'), re.MULTILINE)


def compiled(*more):
    done = subprocess.run([*flags, *more, str(source)], capture_output=True, text=True,
                          env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'}, check=False)
    return done.returncode, done.stderr


def complaint(name, sentence):
    """What is wrong with what the compiler says of a mistake, or nothing."""
    code, words = compiled(f'-D{name}')
    errors = re.findall(r'^.*?\berror: (.*)$', words, re.MULTILINE)
    if code == 0:
        return 'it compiles'
    if not any(part.strip() in words for part in sentence.split(' | ')):
        return 'the compiler says:\n  ' + '\n  '.join(errors[:5])
    if 'mistakes.cpp:' not in words:
        return 'no line of the declaration is named'
    return None


failed = 0
code, words = compiled()
if code:
    sys.exit(f'without a mistake it does not compile:\n{words[:4000]}')
for name, sentence in rows:
    if only and name not in only.split():
        continue
    wrong = complaint(name, sentence)
    failed += bool(wrong)
    print(f'{name}: {wrong or "ok"}', flush=True)
if not rows or failed:
    sys.exit(f'{failed} of {len(rows)} mistakes are not said as they should be')
