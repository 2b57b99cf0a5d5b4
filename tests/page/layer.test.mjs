// The layer: nodes become elements with roles, names and states, and only what changed is touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kMain, node, stage } from './support/stage.mjs';

const kFont = ['sans', 15, 400, false, 0];
const line = (text) => [[text, 0, 0, 50, 0]];

test('a role becomes the element that has it', () => {
  const { show, element } = stage();
  const roles = {
    button: 'button',
    checkbox: 'input',
    code: 'pre',
    combobox: 'select',
    group: 'div',
    image: 'img',
    link: 'a',
    paragraph: 'p',
    tab: 'button',
    textbox: 'input',
  };
  show(...Object.keys(roles).map((role) => node(role, { id: role })));
  for (const [role, tag] of Object.entries(roles)) assert.equal(element(role).localName, tag, role);
  assert.equal(element('button').hasAttribute('role'), false);
  assert.equal(element('tab').getAttribute('role'), 'tab');
  show(node('textbox', { id: 'textbox', multiline: true }));
  assert.equal(element('textbox').localName, 'textarea');
  assert.equal(element('group').getAttribute('role'), 'group');
});

test('what stands in a status stays when the status moves', () => {
  const { show, element } = stage();
  const text = { lines: [line('Filled in')], fonts: [kFont] };
  const words = node('paragraph', { id: 'words', parent: 'notice', ...text });
  show(node('group', { id: 'first' }), node('status', { id: 'notice', after: 'first' }), words);
  show(node('status', { id: 'notice' }));
  assert.equal(element('notice').textContent, 'Filled in');
});

test('a heading has its level, within what HTML has', () => {
  const { show, element } = stage();
  show(
    node('heading', { id: 'a', level: 1, name: 'Pets' }),
    node('heading', { id: 'b', level: 9 }),
  );
  assert.equal(element('a').localName, 'h1');
  assert.equal(element('a').textContent, 'Pets');
  assert.equal(element('b').localName, 'h6');
});

test('states are ARIA attributes and go when they end', () => {
  const { show, element } = stage();
  show(node('button', { id: 'a', name: 'More', expanded: true, current: true, live: 'polite' }));
  assert.equal(element('a').getAttribute('aria-expanded'), 'true');
  assert.equal(element('a').getAttribute('aria-current'), 'page');
  assert.equal(element('a').getAttribute('aria-live'), 'polite');
  show(node('button', { id: 'a', name: 'More', expanded: false }));
  assert.equal(element('a').getAttribute('aria-expanded'), 'false');
  assert.equal(element('a').hasAttribute('aria-current'), false);
});

test('a tooltip is the title', () => {
  const { show, element } = stage();
  show(node('link', { id: 'a', name: 'List', href: '#/a', tooltip: 'GET /pictures List' }));
  assert.equal(element('a').title, 'GET /pictures List');
  show(node('link', { id: 'a', name: 'List', href: '#/a' }));
  assert.equal(element('a').hasAttribute('title'), false);
});

test('a boundary has its values and is a stop of the Tab key', () => {
  const { show, element } = stage();
  const edge = { id: 'e', name: 'Width of the list', focusable: true };
  show(node('separator', { ...edge, valueNow: 272, valueMin: 200, valueMax: 480 }));
  const { attributes } = element('e');
  assert.equal(element('e').tabIndex, 0);
  assert.equal(attributes.role.value, 'separator');
  assert.equal(attributes['aria-orientation'].value, 'vertical');
  assert.deepEqual(
    ['now', 'min', 'max'].map((name) => attributes[`aria-value${name}`].value),
    ['272', '200', '480'],
  );
});

test('the pane of a surface takes the focus when it is asked to', () => {
  const { layer } = stage();
  assert.equal(layer.pane('nowhere'), undefined);
  layer.pane('main').focus();
  assert.equal(document.activeElement, layer.surfaces.get('main').pane);
});

test('relations name elements of the document', () => {
  const { show, element, root } = stage();
  show(
    node('textbox', { id: 'limit', name: 'limit', describedBy: ['limit/message'] }),
    node('alert', { id: 'limit/message', name: 'must be at most 10' }),
  );
  const id = element('limit').getAttribute('aria-describedby');
  assert.equal(root.querySelector(`#${id}`).textContent, 'must be at most 10');
  assert.equal(element('limit').getAttribute('aria-label'), 'limit');
});

test('nodes stand in the order of the patch, inside their parents', () => {
  const { show, element } = stage();
  show(
    node('group', { id: 'g', rect: [10, 20, 300, 100] }),
    node('button', { id: 'a', parent: 'g', rect: [15, 30, 50, 20] }),
    node('button', { id: 'b', parent: 'g', after: 'a', rect: [70, 30, 50, 20] }),
  );
  assert.deepEqual([...element('g').children], [element('a'), element('b')]);
  assert.equal(element('a').style.left, '5px');
  assert.equal(element('a').style.top, '10px');
  show(
    node('button', { id: 'b', parent: 'g', rect: [15, 30, 50, 20] }),
    node('button', { id: 'a', parent: 'g', after: 'b', rect: [70, 30, 50, 20] }),
  );
  assert.deepEqual([...element('g').children], [element('b'), element('a')]);
});

test('a parent that moves leaves its children where they are drawn', () => {
  const { show, element } = stage();
  show(
    node('group', { id: 'g', rect: [0, 20, 300, 100] }),
    node('button', { id: 'a', parent: 'g', rect: [0, 30, 50, 20] }),
  );
  show(node('group', { id: 'g', rect: [0, 25, 300, 100] }));
  assert.equal(element('a').style.top, '5px');
});

test('an element keeps the focus while others are put before it', () => {
  const { show, element } = stage();
  show(node('textbox', { id: 'a' }), node('textbox', { id: 'b', after: 'a' }));
  element('b').focus();
  show(node('textbox', { id: 'b' }), node('textbox', { id: 'a', after: 'b' }));
  assert.equal(document.activeElement, element('b'));
  assert.equal(element('b').nextElementSibling, element('a'));
});

test('a node that changes its element gets a new one, any other keeps its own', () => {
  const { show, element } = stage();
  show(node('textbox', { id: 'a', value: 'x' }));
  const first = element('a');
  show(node('textbox', { id: 'a', value: 'x', invalid: true }));
  assert.equal(element('a'), first);
  show(node('textbox', { id: 'a', value: 'x', multiline: true }));
  assert.equal(element('a').localName, 'textarea');
  assert.equal(first.isConnected, false);
});

test('removed nodes leave the document', () => {
  const { show, patch, element } = stage();
  show(node('button', { id: 'a' }));
  const gone = element('a');
  patch({ remove: ['a'] });
  assert.equal(gone.isConnected, false);
  assert.equal(element('a'), undefined);
});

test('text that did not change keeps its elements, and with them a selection', () => {
  const { show, element } = stage();
  const text = { id: 'a', lines: [line('Adds a picture')], fonts: [kFont] };
  show(node('paragraph', text));
  const first = element('a').firstChild;
  show(node('paragraph', { ...text, rect: [0, 40, 100, 20] }));
  assert.equal(element('a').firstChild, first);
  show(node('paragraph', { ...text, lines: [line('Removes it')] }));
  assert.notEqual(element('a').firstChild, first);
});

test('links to elsewhere open a tab of their own', () => {
  const { show, element } = stage();
  show(
    node('link', { id: 'a', name: 'here', href: '#/schemas/Pet' }),
    node('link', { id: 'b', name: 'there', href: 'https://pets.test/' }),
  );
  assert.equal(element('a').hasAttribute('target'), false);
  assert.equal(element('b').target, '_blank');
  assert.equal(element('b').rel, 'noopener noreferrer');
});

test('of a list of tabs the Tab key reaches the chosen one', () => {
  const { show, element } = stage();
  show(node('tab', { id: 'a', selected: true }), node('tab', { id: 'b', selected: false }));
  assert.equal(element('a').tabIndex, 0);
  assert.equal(element('b').tabIndex, -1);
});

test('media of a response are shown by the element of their type', () => {
  const { show, element } = stage();
  show(
    node('image', { id: 'i', name: 'a cat', media: 'image/png', body: 3 }),
    node('group', { id: 'v', media: 'video/mp4', body: 4 }),
    node('group', { id: 'p', media: 'text/html', body: 5 }),
  );
  assert.equal(element('i').localName, 'img');
  assert.equal(element('i').alt, 'a cat');
  assert.equal(element('v').localName, 'video');
  assert.equal(element('p').localName, 'iframe');
  assert.match(element('p').src, /application\/pdf$/, 'a frame shows PDF and nothing that runs');
});

test('an image of a response reports its natural size', () => {
  const { show, element, sent } = stage();
  show(node('image', { id: 'i', media: 'image/png', body: 3 }));
  element('i').onload();
  assert.deepEqual(sent('mediaSize'), [{ type: 'mediaSize', node: 'i', width: 0, height: 0 }]);
});

test('HTML is previewed in a frame that runs nothing', () => {
  const { show, element } = stage();
  show(node('image', { id: 'h', name: 'Preview', media: 'preview/html', value: '<b>hi</b>' }));
  const frame = element('h');
  assert.equal(frame.localName, 'iframe');
  assert.equal(frame.getAttribute('sandbox'), '');
  assert.match(frame.srcdoc, /default-src 'none'.*<b>hi<\/b>$/);
  assert.equal(frame.getAttribute('src'), null);
});

test('a picture of a description that cannot be had is hidden', () => {
  const { show, element } = stage();
  show(node('image', { id: 'a', name: 'logo', href: 'https://pets.test/logo.png' }));
  assert.equal(element('a').referrerPolicy, 'no-referrer');
  element('a').onerror();
  assert.equal(element('a').hidden, true);
});

test('a long list comes in parts, and at once when something asks for it', () => {
  const { layer, show, element } = stage();
  show(...Array.from({ length: 100 }, (_, index) => node('button', { id: `b${index}` })));
  assert.equal(layer.complete, false);
  layer.apply();
  assert.equal(layer.complete, false);
  assert.notEqual(element('b0'), undefined);
  layer.type('b99', '');
  assert.notEqual(element('b99'), undefined);
  assert.equal(layer.complete, true);
});

const kList = { ...kMain, id: 'list', role: 'navigation', part: 'aside' };
const rows = (from = 0) =>
  Array.from({ length: 100 - from }, (_, index) =>
    node('link', { id: `r${from + index}`, surface: 'list', name: `row ${from + index}` }),
  );

test('a long list goes on waiting while others change', () => {
  const { layer, show, element } = stage({ surfaces: [kMain, kList] });
  show(...rows());
  show(node('button', { id: 'a', name: 'Send' }));
  assert.equal(element('a').textContent, 'Send');
  assert.equal(element('r0'), undefined);
  assert.equal(layer.complete, false);
  show(node('link', { id: 'r0', surface: 'list', name: 'row 0, current' }));
  assert.equal(element('r0').textContent, 'row 0, current');
  assert.equal(layer.complete, true, 'no change of a list waits for another');
});

test('a long list keeps its order when rows are removed while it waits', () => {
  const { layer, patch, show, element } = stage({ surfaces: [kMain, kList] });
  const chained = rows().map((row, index, all) => ({ ...row, after: all[index - 1]?.id }));
  show(...chained);
  patch({ remove: ['r50'], nodes: [{ ...chained[51], after: 'r49' }] });
  layer.apply(Infinity);
  const order = [...element('r0').parentElement.children].map(({ dataset }) => dataset.id);
  assert.deepEqual(
    order,
    rows()
      .map(({ id }) => id)
      .filter((id) => id !== 'r50'),
  );
  show(...chained);
  patch({ surfaces: [kMain], remove: order });
  assert.equal(layer.complete, true);
});

test('a button shows what is drawn and keeps its name', () => {
  const { show, element } = stage();
  show(node('button', { id: 'a', name: 'Show properties of owner', label: '▸ Show properties' }));
  assert.equal(element('a').textContent, '▸ Show properties');
  assert.equal(element('a').getAttribute('aria-label'), 'Show properties of owner');
  show(node('button', { id: 'a', name: 'Send', look: 'primary' }));
  assert.equal(element('a').textContent, 'Send');
  assert.equal(element('a').hasAttribute('aria-label'), false);
  assert.equal(element('a').dataset.look, 'primary');
});

test('the browser finds what a button unfolds, until it is unfolded', () => {
  const { show, element } = stage();
  const more = { id: 'a', name: 'More', expanded: false };
  show(node('button', { ...more, folded: 'Rarely needed' }));
  const fold = element('a').querySelector('[hidden=until-found]');
  assert.equal(fold.textContent, 'Rarely needed');
  assert.equal(element('a').getAttribute('aria-label'), 'More');
  show(node('button', { ...more, folded: 'Rarely needed', rect: [0, 9, 100, 20] }));
  assert.equal(element('a').querySelector('[hidden]'), fold, 'it is touched only where it differs');
  show(node('button', { ...more, expanded: true }));
  assert.equal(element('a').textContent, 'More');
});

test('the method of an operation is told from its name', () => {
  const { show, element } = stage();
  const name = 'GET /pets List pets';
  show(node('link', { id: 'a', name, href: '#/operations/list' }));
  assert.equal(element('a').querySelector('.verb.get').textContent, 'GET');
  assert.equal(element('a').textContent, name);
});

test('words of another colour have a class of it, once for all', () => {
  const { show, element } = stage();
  const words = {
    fonts: [kFont, kFont],
    inks: ['#000000ff', '#112233ff'],
    lines: [
      [
        ['See ', 0, 0, 20, 0],
        ['here', 0, 20, 20, 1],
      ],
    ],
  };
  show(node('paragraph', { id: 'a', ...words }), node('paragraph', { id: 'b', ...words }));
  const [see, here] = element('a').querySelectorAll('.l > *');
  assert.equal(see.className, '');
  assert.match(here.className, /^k\d+$/);
  assert.equal(here.style.fontSize, '', 'its font is that of the text');
  assert.equal(element('b').querySelectorAll('.l > *')[1].className, here.className);
  assert.notEqual(element('a').className.split(' ').pop(), here.className);
});

const kDrawer = {
  id: 'side',
  kind: 'drawer',
  role: 'navigation',
  name: 'Operations',
  rect: [0, 0, 200, 600],
  height: 600,
  opener: 'open',
  search: 'find',
};

test('a surface that goes takes its nodes with it', () => {
  const { layer, patch, show, element } = stage({ surfaces: [kMain, kDrawer] });
  show(node('link', { id: 'a', surface: 'side' }));
  assert.equal(layer.surfaces.get('side').pane.getAttribute('aria-label'), 'Operations');
  patch({ surfaces: [kMain] });
  assert.equal(element('a'), undefined);
  assert.equal(layer.surfaces.has('side'), false);
});

test('below an open drawer the page takes neither focus nor clicks', () => {
  const { layer, patch } = stage();
  patch({ surfaces: [kMain, kDrawer] });
  assert.equal(layer.surfaces.get('main').pane.inert, true);
  patch({ surfaces: [kMain] });
  assert.equal(layer.surfaces.get('main').pane.inert, false);
});

test('a drawer that closes gives the focus to its opener', () => {
  const { patch, show, element } = stage({ surfaces: [kMain, kDrawer] });
  show(node('button', { id: 'open' }), node('textbox', { id: 'a', surface: 'side' }));
  element('a').focus();
  patch({ surfaces: [kMain] });
  assert.equal(document.activeElement, element('open'));
});

test('a surface that has the search names its field', () => {
  const { layer, show, element } = stage({ surfaces: [kMain, kDrawer] });
  assert.equal(layer.search, undefined);
  show(node('searchbox', { id: 'find', surface: 'side' }));
  assert.equal(layer.search, element('find'));
});

test('an element leads to its node, from whatever is inside it', () => {
  const { layer, show, element } = stage();
  show(node('paragraph', { id: 'a', lines: [line('text')], fonts: [kFont] }));
  assert.equal(layer.nodeOf(element('a').querySelector('span')).id, 'a');
  assert.equal(layer.nodeOf(document.body), undefined);
});

test('an introduction of the page is a slot in its place, made once', () => {
  globalThis.ResizeObserver = class {
    observe() {}
  };
  const { show, element } = stage();
  const introduction = node('image', { media: 'slot/introduction', body: 0 });
  show(introduction);
  const slot = element('n').firstChild;
  assert.equal(element('n').innerHTML, '<slot name="introduction"></slot>');
  show({ ...introduction, rect: [0, 0, 100, 120] });
  assert.equal(element('n').firstChild, slot);
  assert.equal(element('n').style.height, '120px');
});
