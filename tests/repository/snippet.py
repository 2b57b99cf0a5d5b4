"""The first C++ block of a Markdown file, so that it can be compiled. Usage: snippet.py FILE OUTPUT"""

import pathlib
import re
import sys

text = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')
block = re.search(r'^```cpp\n(.*?)^```', text, re.DOTALL | re.MULTILINE)
if not block:
    sys.exit(f'{sys.argv[1]} has no ```cpp block')
line = text.count('\n', 0, block.start(1)) + 1
pathlib.Path(sys.argv[2]).write_text(f'#line {line} "{pathlib.Path(sys.argv[1]).name}"\n{block.group(1)}', encoding='utf-8')
