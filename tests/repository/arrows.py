"""The arrows between the libraries, and what app/ may not touch. Usage: arrows.py ROOT"""

import pathlib
import re
import sys

from source import code_only, includes, sources

# Each may include itself and all before it; two stand aside.
LINE = ['text', 'json', 'schema', 'openapi', 'request', 'search', 'session', 'view', 'boundary', 'playground']
ASIDE = {'markdown': {'text', 'json'}, 'ui': {'text'}}
ALLOWED = {name: set(LINE[:at]) for at, name in enumerate(LINE)} | ASIDE
for name in ('search', 'session'):
    ALLOWED[name].add('markdown')
for name in ('view', 'boundary', 'playground'):
    ALLOWED[name] |= set(ASIDE)
ALLOWED['wasm'] = set(LINE) | set(ASIDE)
ALLOWED['server'] = ALLOWED['session']
ALLOWED['command'] = ALLOWED['wasm'] | {'server'}

# The rooms of these folders, in which each may use itself and those before it.
ROOMS = {
    'app/session': ['reference', 'description', 'form', 'credentials', 'exchange', 'saved', 'navigation', 'tools'],
    'server/api': ['model', 'http', 'declare', 'describe', 'respond', 'stream', 'front', 'serve', 'test'],
}
# An input of handlers is declared and taken at one place: there the two rooms meet.
MEETING = ('server/api/declare/handler.h', 'server/api/respond/call.h')

# The reference room writes files too: of a session it knows the words only.
REFERENCE = re.compile(r'app/session/(reference/|words\.h$)')

# app/ has no sockets, browser, files, clock or threads.
SYSTEM = re.compile(r'(emscripten|httplib|sys|netinet|arpa|unistd\.h|fcntl\.h|poll\.h|netdb\.h|pthread\.h|time\.h|ctime'
                    r'|fstream|iostream|filesystem|chrono|thread|future|condition_variable|semaphore)(/.*|\.h)?$')
EXCEPTIONS = re.compile(r'\b(throw|try|catch|dynamic_cast|typeid)\b')

# All that the command prints goes through one file, which escapes it.
PRINTING = re.compile(r'\b(printf|fprintf|puts|fputs|fwrite|putchar|fputc|putc|perror|cout|cerr)\b')

# Who may include what from others.
THIRD_PARTY = [
    (re.compile(r'(imgui|imstb_|misc/freetype/)'), ('app/ui/', 'app/view/', 'wasm/', 'tests/'), 'Dear ImGui'),
    (re.compile(r'httplib'), ('server/', 'tests/'), 'cpp-httplib'),
    (re.compile(r'openssl/'), ('server/api/serve/tls/', 'tests/'), 'OpenSSL'),
    (re.compile(r'emscripten'), ('wasm/', 'tests/'), 'Emscripten'),
]


def owner(path):
    parts = path.parts
    if parts[0] == 'app':
        return parts[1]
    return 'command' if parts[:2] == ('server', 'command') else parts[0]


def check_include(path, header, report):
    of = owner(path)
    target = re.match(r'(?:app/(\w+)|(server|wasm))/', header)
    if target and of in ALLOWED and path.parts[0] != 'tests':
        name = target.group(1) or target.group(2)
        if name != of and name not in ALLOWED[of]:
            report(f'{of} may not include {header}: the arrow points the other way')
    home = '/'.join(path.parts[:2])
    room = re.match(home + r'/(\w+)/', header)
    if room and home in ROOMS and len(path.parts) > 3 and (path.as_posix(), header) != MEETING:
        if ROOMS[home].index(room.group(1)) > ROOMS[home].index(path.parts[2]):
            report(f'{path.parts[2]} may not include {header}: the rooms of {home} are used from the top')
    if path.parts[:3] == ('app', 'session', 'reference') and header.startswith('app/session/'):
        if not REFERENCE.match(header):
            report(f'reference may not include {header}: it has no session')
    for pattern, homes, name in THIRD_PARTY:
        if pattern.match(header) and not path.as_posix().startswith(homes):
            report(f'{name} may not be included here')
    if path.parts[0] == 'app':
        if SYSTEM.match(header):
            report(f'app/ may not include <{header}>')
        if header.startswith('nlohmann') and path.suffix == '.h':
            report('nlohmann stays out of the headers of app/')


def check(root):
    problems = []
    count = 0
    for path in sources(root, 'app', 'server', 'wasm', 'tests'):
        if 'node_modules' in path.parts:
            continue
        count += 1
        text = (pathlib.Path(root) / path).read_text(encoding='utf-8')
        if path.parts[:2] == ('server', 'api') and path.parts[2] not in ROOMS['server/api']:
            problems.append(f'{path}:1: is in none of the rooms of server/api')
            continue
        for line, header in includes(text):
            check_include(path, header, lambda what: problems.append(f'{path}:{line}: {what}'))
        if path.parts[:2] == ('server', 'command') and path.name != 'terminal.cpp':
            for match in PRINTING.finditer(code_only(text)):
                line = text.count('\n', 0, match.start()) + 1
                problems.append(f'{path}:{line}: the command prints by terminal.h only, but here is "{match.group()}"')
        if path.parts[0] == 'app':
            for match in EXCEPTIONS.finditer(code_only(text)):
                line = text.count('\n', 0, match.start()) + 1
                problems.append(f'{path}:{line}: app/ is compiled without exceptions and RTTI, but has "{match.group()}"')
    return count, problems


if __name__ == '__main__':
    count, problems = check(sys.argv[1])
    for problem in problems:
        print(problem)
    if count == 0:
        sys.exit('no sources found')
    print(f'{count} files, {len(problems)} problems')
    sys.exit(1 if problems else 0)
