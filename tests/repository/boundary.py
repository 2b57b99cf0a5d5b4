"""The boundary of the module is written three times: wasm/exports.txt (what the linker keeps), the
extern "C" functions of wasm/*.cpp, and their declaration in TypeScript. All three must agree, the
numbers of parameters included; likewise the host functions the module imports.
Usage: boundary.py ROOT"""

import pathlib
import re
import sys

from source import code_only

DEFINITION = re.compile(r'^[ \t]*(?:[\w:*&<>]+[ \t*&]+)+(vitrine_\w+)\s*\(([^(){};]*)\)\s*\{', re.MULTILINE)
IMPORT = re.compile(r'(?:import_name|HOST)\("(\w+)"\)\)*\s*(?:[\w:*&]+[\s*&]+)+\w+\s*\(([^()]*)\)\s*;', re.DOTALL)
METHOD = re.compile(r'^\s*(?:readonly\s+)?(\w+)\s*(?::\s*)?\(([^()]*)\)\s*(?:=>|:)\s*(?:number|void|bigint)\b', re.MULTILINE)


def parameters(text):
    return 0 if text.strip() == 'void' else sum(1 for each in text.split(',') if each.strip())


def interface(text, name):
    """{method: number of parameters} of a TypeScript interface."""
    match = re.search(r'\binterface\s+' + name + r'\b[^{]*\{(.*?)^\}', text, re.DOTALL | re.MULTILINE)
    if not match:
        return None
    tuples = dict(re.findall(r'\btype\s+(\w+)\s*=\s*\[([^\[\]]*)\]', text))

    def flat(arguments):  # "...args: [...Name, ...[a, b]]" as the parameters it stands for
        arguments = re.sub(r'\.\.\.(\w+)\s*(?=[,\]])', lambda m: tuples.get(m.group(1), m.group(1)), arguments)
        return re.sub(r'(\.\.\.\w+:\s*|\.\.\.)?\[|\]', '', arguments).rstrip(', \n')
    return {m.group(1): parameters(flat(m.group(2))) for m in METHOD.finditer(match.group(1))}


def compare(problems, expected, expected_name, actual, actual_name):
    for name in sorted(expected.keys() | actual.keys()):
        if name not in actual:
            problems.append(f'{name} is in {expected_name} but not in {actual_name}')
        elif name not in expected:
            problems.append(f'{name} is in {actual_name} but not in {expected_name}')
        elif None not in (expected[name], actual[name]) and expected[name] != actual[name]:
            problems.append(f'{name} has {expected[name]} parameters in {expected_name}, {actual[name]} in {actual_name}')


def check(root):
    wasm = pathlib.Path(root) / 'wasm'
    listed = {line.strip(): None for line in (wasm / 'exports.txt').read_text().splitlines()
              if line.strip() and not line.startswith('#')}
    defined, imported = {}, {}
    for file in sorted([*wasm.glob('*.cpp'), *wasm.glob('*.h')]):
        text = file.read_text(encoding='utf-8')
        for match in DEFINITION.finditer(code_only(text)):
            defined[match.group(1)] = parameters(match.group(2))
        for match in IMPORT.finditer(text):
            imported[match.group(1)] = parameters(match.group(2))
    declaration = ''.join(file.read_text(encoding='utf-8') for file in sorted((wasm / 'src').glob('*.ts')))
    exports = interface(declaration, 'Exports') or {}
    host = interface(declaration, 'Host') or {}

    problems = []
    compare(problems, defined, 'wasm/*.cpp', listed, 'wasm/exports.txt')
    compare(problems, defined, 'wasm/*.cpp', {k: v for k, v in exports.items() if k.startswith('vitrine_')},
            'the TypeScript interface Exports')
    compare(problems, imported, 'the imports of wasm/*.cpp', host, 'the TypeScript interface Host')
    return len(defined), len(imported), problems


if __name__ == '__main__':
    if not (pathlib.Path(sys.argv[1]) / 'wasm' / 'exports.txt').exists():
        sys.exit('wasm/exports.txt is missing')
    defined, imported, problems = check(sys.argv[1])
    for problem in problems:
        print(problem)
    print(f'{defined} exports, {imported} imports, {len(problems)} problems')
    sys.exit(1 if problems or defined == 0 else 0)
