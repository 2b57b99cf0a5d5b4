"""Sphinx: the directive `vitrine` puts an element of Vitrine with its words, and operations get pages."""

import collections
import html
import json
import os
import posixpath
import re
import shutil
import subprocess
import urllib.parse

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

log = logging.getLogger(__name__)

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
HEADING = re.compile(r"<h([1-6])((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>(.*?)</h\1\s*>", re.S | re.I)
WRAPPER = re.compile(r"</?(?:section|article|header|main)\b[^>]*>")
ID = re.compile(r"\bid=[\"']([^\"']*)")
REFERENCE = re.compile(r"[\"']?\$ref[\"']?\s*:\s*[\"']?([^#\"'\s]+)")
ATTRIBUTES = (
    "operation schema tag theme heading-level language layout routing credentials redirect-uri hide open paths server "
    "group scroll-offset height style class id"
).split()
MARK = ".. Written by vitrine"
SCRIPT = "vitrine.js"  # of the npm package or of `vitrine export`
REDIRECT = "oauth2-redirect.html"
FOLDER = "_static/vitrine"


class element(nodes.General, nodes.Element):
    """The opening tag: the address of the description depends on the page. The words are beside it, not in it, since
    Sphinx looks for sections only among sections."""


def visit_element(self, node):
    values, here = dict(node["values"]), self.builder.get_target_uri(self.builder.current_docname)
    if not remote(values["spec"]):
        values["spec"] = relative_uri(here, values["spec"])
    if not remote(self.config.vitrine_script):
        values.setdefault("redirect-uri", relative_uri(here, f"{FOLDER}/{REDIRECT}"))
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())
    self.body.append(f'<{node["tag"]}{attributes}>')


def pass_element(self, node):
    pass


class Vitrine(SphinxDirective):
    required_arguments = 1
    option_spec = {name: directives.unchanged for name in ATTRIBUTES}

    def run(self):
        spec, values = self.arguments[0], {name: value or "" for name, value in self.options.items()}
        tag = next((name for name in ("operation", "schema") if name in values), "playground")
        path, words = None, ""
        if not remote(spec):
            name, path = self.env.relfn2path(spec)
            self.env.note_dependency(name)
            if not os.path.exists(path):
                raise self.error(f"vitrine: there is no file {path}")
            for file in with_references(path, self.env.srcdir):
                copied(self.env).setdefault(self.env.docname, set()).add(file)
            spec = f"{FOLDER}/specs/{urllib.parse.quote(name)}"
            words = words_of(self.config, path, values)
        values = {"heading-level": "2", **values, "spec": spec}
        opening = element(tag=f"vitrine-{tag}", values=values)
        return [opening, *sections(words, self.state.document), *raw(f"</vitrine-{tag}>")]


def sections(words, document):
    """The words with a section for each heading, so that the table of contents and the search know them."""
    words = WRAPPER.sub("", words)
    top = nodes.section()
    stack = [(0, top)]
    end = 0
    for match in HEADING.finditer(words):
        stack[-1][1].extend(raw(words[end : match.start()]))
        end, level = match.end(), int(match[1])
        while stack[-1][0] >= level:
            stack.pop()
        title = html.unescape(re.sub(r"<[^>]*>", "", match[3])).strip()
        name = ID.search(match[2])
        section = nodes.section("", nodes.title(title, title), ids=[name[1]] if name else [])
        section["names"].append(nodes.fully_normalize_name(title))
        if not name or name[1] in document.ids:
            section["ids"] = []
            document.set_id(section)
        else:
            document.ids[name[1]] = section
        stack[-1][1].append(section)
        stack.append((level, section))
    stack[-1][1].extend(raw(words[end:]))
    return top.children


def raw(text):
    return [nodes.raw("", text, format="html")] if text.strip() else []


def remote(spec):
    return bool(re.match(r"[a-z][\w+.-]*:|//", spec, re.I))


def words_of(config, path, values):
    wanted = [[f"--{name}", values[name]] for name in ("operation", "schema", "tag") if values.get(name)]
    command = [config.vitrine_command, "html", path, *sum(wanted, [])]
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    except OSError as error:
        problem = error.strerror
    else:
        if run.returncode == 0:
            return run.stdout
        problem = run.stderr.strip()
    log.warning("vitrine: elements without words, the command `%s`: %s", command[0], problem, once=True)
    return ""


def with_references(path, root, found=None):
    """A description and the files in the source folder that it refers to."""
    found = set() if found is None else found
    inside = os.path.commonpath([os.path.realpath(path), os.path.realpath(root)]) == os.path.realpath(root)
    if path in found or not inside or not os.path.isfile(path):
        return found
    found.add(path)
    with open(path, encoding="utf-8", errors="replace") as file:
        for reference in REFERENCE.findall(file.read()):
            if not remote(reference):
                place = os.path.join(os.path.dirname(path), urllib.parse.unquote(reference))
                with_references(os.path.normpath(place), root, found)
    return found


def copied(env):
    if not hasattr(env, "vitrine_files"):
        env.vitrine_files = {}
    return env.vitrine_files


def purge(app, env, docname):
    copied(env).pop(docname, None)


def merge(app, env, docnames, other):
    copied(env).update({name: files for name, files in copied(other).items() if name in docnames})


def add_files(app, pagename, templatename, context, doctree):
    """The script is only on pages with an element, and once on them."""
    if not doctree or not any(True for _ in doctree.findall(element)):
        return
    script = app.config.vitrine_script
    app.add_js_file(script if remote(script) else f"vitrine/{SCRIPT}", type="module")
    theme = f"themes/{app.config.html_theme}.css"
    if remote(script):
        app.add_css_file(urllib.parse.urljoin(script, theme))
    elif os.path.exists(os.path.join(app.confdir, script, theme)):
        app.add_css_file(f"vitrine/{theme}")


def copy_files(app, problem):
    if problem or app.builder.format != "html":
        return
    target = os.path.join(app.outdir, *FOLDER.split("/"))
    for path in set().union(*copied(app.env).values()):
        copy(path, os.path.join(target, "specs", os.path.relpath(path, app.srcdir)))
    folder = os.path.join(app.confdir, app.config.vitrine_script)
    if remote(app.config.vitrine_script):
        return
    if not os.path.exists(os.path.join(folder, SCRIPT)):
        log.warning("vitrine: there is no %s in %s (vitrine_script)", SCRIPT, folder)
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("plugins", "types", "node_modules")]
        for name in names:
            if name == REDIRECT or name.endswith((".js", ".wasm", ".css")):
                copy(os.path.join(here, name), os.path.join(target, os.path.relpath(here, folder), name))


def copy(source, place):
    os.makedirs(os.path.dirname(place), exist_ok=True)
    shutil.copyfile(source, place)


def write_pages(app, config):
    """A page for each operation, and an index of them, in the source folder; before Sphinx looks for pages."""
    for wanted in config.vitrine_pages:
        folder, label = wanted.get("folder", "api"), wanted.get("label", "API")
        written, trees = {}, {}
        for operation, name, title, tag in operations(os.path.join(app.srcdir, wanted["spec"])):
            directive = f'.. vitrine:: /{wanted["spec"]}\n   :operation: {operation}\n'
            escaped = re.sub(r"([\\*`|_])", r"\\\1", " ".join(title.split()))
            written[name] = f"{heading(escaped)}\n{directive}"
            trees.setdefault(tag, []).append(name)
        index = heading(label)
        for tag, names in trees.items():
            caption = f"   :caption: {tag}\n" if tag else ""
            index += "\n.. toctree::\n   :maxdepth: 1\n" + caption + "\n" + "".join(f"   {name}\n" for name in names)
        written["index"] = index
        place = os.path.join(app.srcdir, folder)
        os.makedirs(place, exist_ok=True)
        for name, text in written.items():
            write_changed(os.path.join(place, f"{name}.rst"), f"{MARK}: changes are lost.\n\n{text}")
        for name in os.listdir(place):
            if name.endswith(".rst") and name[:-4] not in written:
                with open(os.path.join(place, name), encoding="utf-8") as file:
                    ours = file.read().startswith(MARK)
                if ours:
                    os.remove(os.path.join(place, name))


def heading(text):
    return f"{text}\n{'=' * (2 * len(text))}\n"


def write_changed(path, text):
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def slug(text):
    words = re.sub(r"([a-z\d])([A-Z])", r"\1-\2", text).lower()
    return re.sub(r"[\W_]+", "-", words).strip("-") or "operation"


def operations(path):
    """Of a description: what names an operation to the element, its file's name, its title and its first tag."""
    with open(path, encoding="utf-8") as file:
        description = json.load(file) if path.endswith(".json") else yaml.load(file, yaml.BaseLoader)
    found = [
        (method.upper(), address, operation)
        for address, item in (description.get("paths") or {}).items()
        for method, operation in item.items()
        if method in METHODS
    ]
    ids = collections.Counter(operation.get("operationId") for _, _, operation in found)
    names = collections.Counter({"index": 1})
    for method, address, operation in found:
        title = operation.get("summary") or f"{method} {address}"
        link = f"#/operations/{method}/{urllib.parse.quote(address, safe='')}"
        name = slug(operation.get("operationId") or f"{method} {address}")
        names[name] += 1
        unique = name if names[name] == 1 else f"{name}-{names[name]}"
        known = ids[operation.get("operationId")] == 1 and operation.get("operationId")
        yield known or link, unique, title, (operation.get("tags") or [""])[0]


def setup(app):
    app.add_config_value("vitrine_script", "vitrine", "html")
    app.add_config_value("vitrine_command", "vitrine", "env")
    app.add_config_value("vitrine_pages", [], "env")
    others = {name: (pass_element, pass_element) for name in ("latex", "text", "man", "texinfo")}
    app.add_node(element, html=(visit_element, pass_element), **others)
    app.add_directive("vitrine", Vitrine)
    app.connect("config-inited", write_pages)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("html-page-context", add_files)
    app.connect("build-finished", copy_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
