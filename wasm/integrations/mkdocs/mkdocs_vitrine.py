"""MkDocs: the elements of Vitrine in Markdown get their addresses and their words, and operations get pages."""

import collections
import html
import json
import logging
import os
import posixpath
import re
import shutil
import subprocess
import tempfile
import urllib.parse

import yaml
from mkdocs.config import base, config_options
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

log = logging.getLogger("mkdocs.plugins.vitrine")

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
ELEMENT = re.compile(
    r"(?:<p>\s*)?<(vitrine-(?:playground|operation|schema))\b((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>"
    r"(.*?)</\1\s*>(?:\s*</p>)?",
    re.S,
)
ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")
HEADING = re.compile(r"<h([1-6])((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>(.*?)</h\1\s*>", re.S | re.I)
ID = re.compile(r"\bid=[\"']([^\"']*)")
SCRIPT = "vitrine.js"  # of the npm package or of `vitrine export`
REDIRECT = "oauth2-redirect.html"
FOLDER = "assets/vitrine"


class Options(base.Config):
    script = config_options.Type(str, default="vitrine")
    vitrine = config_options.Type(str, default="vitrine")
    pages = config_options.Type(list, default=[])


class Vitrine(BasePlugin[Options]):
    def on_config(self, config):
        self.remote = bool(re.match(r"(?:https?:)?//", self.config.script))
        self.folder = os.path.join(os.path.dirname(config.config_file_path), self.config.script)
        if not self.remote and not os.path.exists(os.path.join(self.folder, SCRIPT)):
            log.warning("vitrine: there is no %s in %s (option `script`)", SCRIPT, self.folder)
        theme = f"themes/{config.theme.name}.css"
        if self.remote:
            config.extra_css.append(urllib.parse.urljoin(self.config.script, theme))
        elif os.path.exists(os.path.join(self.folder, theme)):
            config.extra_css.append(f"{FOLDER}/{theme}")
        self.words_of, self.warned, self.made = {}, set(), {}
        return config

    def on_files(self, files, config):
        self.temporary = tempfile.TemporaryDirectory()
        for wanted in self.config.pages:
            folder, label = wanted.get("folder", "api"), wanted.get("label", "API")
            sections = {}
            for operation, name, title, tag in operations(os.path.join(config.docs_dir, wanted["spec"])):
                path = posixpath.join(folder, slug(tag) if tag else "", f"{name}.md")
                front = yaml.safe_dump({"title": title}, allow_unicode=True)
                element = f'<vitrine-operation spec="/{html.escape(wanted["spec"])}" operation="{html.escape(operation)}">'
                self.write(path, f"---\n{front}---\n\n{element}</vitrine-operation>\n")
                file = File(path, self.temporary.name, config.site_dir, config.use_directory_urls)
                self.made[path] = file
                files.append(file)
                sections.setdefault(tag, []).append({title: path})
            if config.nav is not None:
                parts = [[{tag: items}] if tag else items for tag, items in sections.items()]
                config.nav.append({label: sum(parts, [])})
        return files

    def write(self, path, text):
        place = os.path.join(self.temporary.name, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)

    def on_pre_page(self, page, config, files):
        if page.file.src_uri in self.made:
            page.edit_url = None
        return page

    def on_page_content(self, content, page, config, files):
        taken = collections.Counter(ID.findall(content))
        changed, count = ELEMENT.subn(lambda match: self.element(match, page, files, taken), content)
        if count == 0:
            return content
        page.toc = contents(changed, page.toc, config.mdx_configs.get("toc", {}).get("toc_depth", 6))
        source = self.config.script if self.remote else get_relative_url(f"{FOLDER}/{SCRIPT}", page.url)
        return f'{changed}\n<script type="module" src="{html.escape(source)}"></script>'

    def element(self, match, page, files, taken):
        tag, written, inside = match.groups()
        values = {"heading-level": "2"}
        if not self.remote and os.path.exists(os.path.join(self.folder, REDIRECT)):
            values["redirect-uri"] = get_relative_url(f"{FOLDER}/{REDIRECT}", page.url)
        for name, double, single in ATTRIBUTE.findall(written):
            values[name] = html.unescape(double or single)
        spec = values.get("spec", "")
        if not spec or re.match(r"[a-z][\w+.-]*:|//", spec, re.I):
            words = ""
        else:
            here = posixpath.dirname(page.file.src_uri)
            names = [posixpath.normpath(posixpath.join(here, spec)), posixpath.normpath(spec.lstrip("/"))]
            file = next(filter(None, map(files.get_file_from_path, names)), None)
            if file is None:
                log.warning("vitrine: %s: there is no file %s", page.file.src_uri, spec)
                return match.group()
            values["spec"] = get_relative_url(file.url, page.url)
            words = leveled(self.words(file.abs_src_path, values), int(values["heading-level"]), taken)
        attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())
        return f"<{tag}{attributes}>{inside}{words}</{tag}>"

    def words(self, path, values):
        wanted = [[f"--{name}", values[name]] for name in ("operation", "schema", "tag") if values.get(name)]
        command = [self.config.vitrine, "html", path, *sum(wanted, [])]
        key = (*command, os.path.getmtime(path))
        if key not in self.words_of:
            self.words_of[key] = ""
            try:
                run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
                self.words_of[key] = run.stdout if run.returncode == 0 else ""
                problem = run.stderr.strip() if run.returncode else None
            except OSError as error:
                problem = error.strerror
            if problem and problem not in self.warned:
                self.warned.add(problem)
                log.warning("vitrine: elements without words, the command `%s`: %s", command[0], problem)
        return self.words_of[key]

    def on_post_build(self, config):
        self.temporary.cleanup()
        if self.remote or not os.path.isdir(self.folder):
            return
        for here, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if name not in ("plugins", "types", "node_modules")]
            for name in names:
                if name == REDIRECT or name.endswith((".js", ".wasm", ".css")):
                    place = os.path.join(config.site_dir, FOLDER, os.path.relpath(here, self.folder))
                    os.makedirs(place, exist_ok=True)
                    shutil.copyfile(os.path.join(here, name), os.path.join(place, name))


def slug(text):
    words = re.sub(r"([a-z\d])([A-Z])", r"\1-\2", text).lower()
    return re.sub(r"[\W_]+", "-", words).strip("-") or "operation"


def plain(text):
    return re.sub(r"<[^>]*>", "", text).replace("¶", "").strip()


def leveled(words, level, taken):
    """The headings begin at the level of the element, and each has an id of its own."""
    top = min((int(found[0]) for found in HEADING.findall(words)), default=1)

    def change(match):
        depth = min(6, int(match[1]) - top + level)
        found = ID.search(match[2])
        name = found[1] if found else slug(html.unescape(plain(match[3])))
        taken[name] += 1
        name = name if taken[name] == 1 else f"{name}-{taken[name]}"
        return f'<h{depth} id="{name}">{match[3]}</h{depth}>'

    return HEADING.sub(change, words)


def contents(content, before, depth):
    """The table of contents of a page, with the headings of the words; titles that it had stay."""
    titles, waiting = {}, list(before)
    while waiting:
        item = waiting.pop()
        titles[item.id] = item.title
        waiting.extend(item.children)
    first, last = (list(map(int, str(depth).split("-"))) if "-" in str(depth) else [1, int(depth)])
    root = {"level": 0, "children": []}
    stack = [root]
    for level, attributes, inside in HEADING.findall(content):
        found = ID.search(attributes)
        if not found or not first <= int(level) <= last:
            continue
        name = titles.get(found[1], plain(inside))
        token = {"level": int(level), "id": found[1], "name": name, "children": []}
        while stack[-1]["level"] >= token["level"]:
            stack.pop()
        stack[-1]["children"].append(token)
        stack.append(token)
    return get_toc(root["children"])


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
    names = collections.Counter()
    for method, address, operation in found:
        title = operation.get("summary") or f"{method} {address}"
        link = f"#/operations/{method}/{urllib.parse.quote(address, safe='')}"
        name = slug(operation.get("operationId") or f"{method} {address}")
        names[name] += 1
        unique = name if names[name] == 1 else f"{name}-{names[name]}"
        known = ids[operation.get("operationId")] == 1 and operation.get("operationId")
        yield known or link, unique, title, (operation.get("tags") or [""])[0]
