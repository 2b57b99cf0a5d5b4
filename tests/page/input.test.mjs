// Input: what a user does becomes an event, once, and what belongs to the browser stays with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kMain, node, press, stage, strike } from './support/stage.mjs';

const activated = (events) =>
  events.filter(({ type }) => type === 'activate').map(({ node: id }) => id);

test('a press is forwarded with the coordinates of its surface, and its click is no second one', () => {
  const { show, element, events, pointer } = stage();
  show(node('button', { id: 'a', name: 'Send' }));
  press(element('a'), { clientX: 30, clientY: 12 });
  assert.deepEqual(activated(events), []);
  assert.deepEqual(pointer(), [
    ['moved', 'main', 30, 12],
    ['pressed', 'main', 30, 12],
    ['released', 'main', 30, 12],
  ]);
});

test('a click without a press activates its node', () => {
  const { show, element, events } = stage();
  show(node('button', { id: 'a', name: 'Send' }));
  element('a').click();
  assert.deepEqual(activated(events), ['a']);
});

test('what the browser finds in folded text is unfolded', () => {
  const { show, element, events } = stage();
  show(node('button', { id: 'a', name: 'More', expanded: false, folded: 'Rarely needed' }));
  element('a')
    .querySelector('[hidden=until-found]')
    .dispatchEvent(new Event('beforematch', { bubbles: true }));
  assert.deepEqual(activated(events), ['a']);
});

test('what the browser finds of a tab chooses that', () => {
  const { show, element, events } = stage();
  show(node('tab', { id: 'a', name: '404', selected: false, folded: 'Nobody there' }));
  assert.equal(element('a').getAttribute('aria-label'), '404');
  element('a')
    .querySelector('[hidden=until-found]')
    .dispatchEvent(new Event('beforematch', { bubbles: true }));
  assert.deepEqual(activated(events), ['a']);
});

test('before the module is ready a press waits for its click', () => {
  const { show, element, events, pointer } = stage({ direct: false });
  show(node('button', { id: 'a', name: 'Send' }));
  press(element('a'));
  assert.deepEqual(activated(events), ['a']);
  assert.deepEqual(pointer(), []);
});

test('only the first button presses', () => {
  const { show, element, pointer } = stage();
  show(node('button', { id: 'a' }));
  element('a').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 2 }));
  assert.deepEqual(pointer(), []);
});

test('links to elsewhere and new tabs are left to the browser', () => {
  const { show, element, events } = stage();
  show(
    node('link', { id: 'a', name: 'there', href: 'https://pets.test/' }),
    node('link', { id: 'b', name: 'here', href: '#/schemas/Pet' }),
  );
  element('a').addEventListener('click', (event) => {
    assert.equal(event.defaultPrevented, false);
    event.preventDefault();
  });
  press(element('a'));
  press(element('b'), { ctrlKey: true });
  assert.deepEqual(activated(events), []);
  element('b').click();
  assert.deepEqual(activated(events), ['b']);
});

test('a link inside a text is a node of its own', () => {
  const { show, element, events } = stage();
  show(
    node('paragraph', {
      id: 'a',
      fonts: [['sans', 15, 400, false, 0]],
      lines: [[['Pet', 8, 0, 30, 0, '#/schemas/Pet', 'a/link']]],
    }),
  );
  element('a').querySelector('a').click();
  assert.deepEqual(activated(events), ['a/link']);
});

test('typing sends the text of its field', () => {
  const { show, element, sent } = stage();
  show(node('textbox', { id: 'a', value: '' }));
  element('a').value = 'cat';
  element('a').dispatchEvent(new Event('input', { bubbles: true }));
  assert.deepEqual(sent('input'), [{ type: 'input', node: 'a', value: 'cat' }]);
});

test('choosing sends the index', () => {
  const { show, element, sent } = stage();
  show(node('combobox', { id: 'a', options: ['cat', 'dog'], selectedOption: 0 }));
  element('a').selectedIndex = 1;
  element('a').dispatchEvent(new Event('change', { bubbles: true }));
  assert.deepEqual(sent('choose'), [{ type: 'choose', node: 'a', index: 1 }]);
});

test('focus names its node, and leaving names none', () => {
  const { show, element, sent } = stage();
  show(node('textbox', { id: 'a' }));
  element('a').focus();
  assert.equal(sent('focus')[0].node, 'a');
  element('a').blur();
  assert.deepEqual(
    sent('focus').map(({ node: id, visible }) => [id, visible]),
    [['', false]],
  );
});

test('letters in a field are its own, commands are not', () => {
  const { show, element, sent } = stage();
  show(node('textbox', { id: 'a' }));
  strike(element('a'), 'x');
  strike(element('a'), 'ArrowDown');
  assert.deepEqual(sent('key'), []);
  strike(element('a'), 'Enter', { ctrlKey: true });
  strike(element('a'), 'Escape');
  assert.deepEqual(
    sent('key').map(({ key, ctrl }) => [key, ctrl]),
    [
      ['Enter', true],
      ['Escape', false],
    ],
  );
});

test('a key loses its default only when it meant something', () => {
  const { show, element } = stage({ handles: (event) => event.key === '/' });
  show(node('button', { id: 'a' }));
  assert.equal(strike(element('a'), '/'), false);
  assert.equal(strike(element('a'), 'q'), true);
});

test('keys of a composition are the input method’s', () => {
  const { show, element, sent } = stage();
  show(node('button', { id: 'a' }));
  strike(element('a'), 'Escape', { isComposing: true });
  assert.deepEqual(sent('key'), []);
});

test('arrows go from tab to tab, around the ends', () => {
  const { show, element, events } = stage();
  show(
    node('tablist', { id: 'tabs' }),
    node('tab', { id: 'a', parent: 'tabs', selected: true }),
    node('tab', { id: 'b', parent: 'tabs', after: 'a', selected: false }),
    node('tab', { id: 'c', parent: 'tabs', after: 'b', selected: false }),
  );
  element('a').focus();
  assert.equal(strike(element('a'), 'ArrowRight'), false);
  assert.equal(document.activeElement, element('b'));
  strike(element('b'), 'End');
  strike(element('c'), 'ArrowRight');
  assert.deepEqual(activated(events), ['b', 'c', 'a']);
});

test('the pointer that leaves, or is taken away, hovers nothing', () => {
  const { layer, pointer } = stage();
  const { pane } = layer.surfaces.get('main');
  pane.dispatchEvent(new PointerEvent('pointerleave'));
  pane.dispatchEvent(new PointerEvent('pointercancel'));
  assert.deepEqual(
    pointer().map(([kind]) => kind),
    ['left', 'left'],
  );
});

test('a finger hovers nothing: it moves only what it presses, and leaves when it is lifted', () => {
  const { layer, show, element, pointer } = stage();
  show(node('button', { id: 'a' }));
  const touch = { bubbles: true, composed: true, pointerType: 'touch' };
  layer.surfaces.get('main').pane.dispatchEvent(new PointerEvent('pointermove', touch));
  assert.deepEqual(pointer(), []);
  press(element('a'), touch);
  assert.deepEqual(
    pointer().map(([kind]) => kind),
    ['moved', 'pressed', 'released', 'left'],
  );
});

test('a press beside a drawer is one on no surface', () => {
  const { root, pointer } = stage();
  root.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  assert.deepEqual(pointer(), [['pressed', '', 0, 0]]);
});

test('code that is scrolled sideways says so', () => {
  const { show, element, sent } = stage();
  show(
    node('code', { id: 'a', lines: [[['{}', 0, 0, 16, 0]]], fonts: [['mono', 13, 400, false, 0]] }),
  );
  element('a').scrollLeft = 24;
  element('a').dispatchEvent(new Event('scroll'));
  assert.deepEqual(sent('codeScroll'), [{ type: 'codeScroll', node: 'a', x: 24 }]);
});

test('a wide table is a Tab stop that scrolls sideways, until it goes', () => {
  const { show, patch, element, sent } = stage();
  show(node('region', { id: 'a', name: 'Errors', focusable: true, scrolls: true }));
  assert.equal(element('a').tabIndex, 0);
  assert.ok(element('a').classList.contains('s'));
  element('a').scrollLeft = 24;
  element('a').dispatchEvent(new Event('scroll'));
  assert.deepEqual(sent('codeScroll'), [{ type: 'codeScroll', node: 'a', x: 24 }]);
  patch({ remove: ['a'] });
  assert.deepEqual(sent('codeScroll'), [{ type: 'codeScroll', node: 'a', x: 0 }]);
});

test('arrows move a boundary, and two clicks put it back', () => {
  const { show, element, sent } = stage();
  show(node('separator', { id: 'e', focusable: true, valueNow: 272 }));
  for (const key of ['ArrowLeft', 'Home', 'ArrowUp']) strike(element('e'), key);
  assert.deepEqual(
    sent('key').map(({ key }) => key),
    ['ArrowLeft', 'Home'],
  );
  element('e').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  assert.deepEqual(sent('activate'), [{ type: 'activate', node: 'e' }]);
});

test('a boundary keeps the pointer while it is dragged', () => {
  const { show, element, pointer } = stage();
  show(node('separator', { id: 'e', focusable: true }));
  let captured = 0;
  element('e').setPointerCapture = () => ++captured;
  press(element('e'));
  assert.equal(captured, 1);
  assert.deepEqual(
    pointer().map(([kind]) => kind),
    ['moved', 'pressed', 'released'],
  );
});

test('arrows are keys where the surface takes them', () => {
  const head = { ...kMain, id: 'head', part: undefined, arrows: true };
  const { show, element, sent } = stage({ surfaces: [kMain, head] });
  show(node('searchbox', { id: 'a', surface: 'head' }), node('button', { id: 'b' }));
  strike(element('a'), 'ArrowDown');
  strike(element('b'), 'ArrowDown');
  assert.deepEqual(
    sent('key').map(({ key }) => key),
    ['ArrowDown'],
  );
});

test('before the module is ready a slash goes to the search', () => {
  const head = { ...kMain, id: 'head', part: undefined, search: 'find' };
  const { show, element } = stage({ direct: false, surfaces: [kMain, head] });
  show(node('searchbox', { id: 'find', surface: 'head' }), node('button', { id: 'a' }));
  assert.equal(strike(element('a'), '/'), false);
  assert.equal(document.activeElement, element('find'));
});

test('the foot of a dialog stands in it, and a press on it is its own', () => {
  const { layer, show, element, patch, pointer } = stage();
  const dialog = { id: 'dialog', kind: 'dialog', role: 'dialog', rect: [100, 50, 400, 300] };
  const foot = { id: 'foot', kind: 'pane', part: 'foot', rect: [100, 294, 400, 56], height: 56 };
  patch({ surfaces: [kMain, { ...dialog, height: 900 }, foot] });
  const { pane } = layer.surfaces.get('foot');
  assert.ok(layer.surfaces.get('dialog').pane.contains(pane));
  assert.deepEqual([pane.style.left, pane.style.top], ['0px', '244px']);
  show(node('button', { id: 'foot/save', surface: 'foot', name: 'Save' }));
  pointer();
  press(element('foot/save'), { clientX: 5, clientY: 6 });
  assert.deepEqual(pointer(), [
    ['moved', 'foot', 5, 6],
    ['pressed', 'foot', 5, 6],
    ['released', 'foot', 5, 6],
  ]);
  patch({ surfaces: [kMain] });
  assert.equal(pane.isConnected, false);
});

test('Escape in a dialog is a key and not the browser’s closing', () => {
  const dialog = {
    id: 'authorize',
    kind: 'dialog',
    name: 'Authorize',
    rect: [0, 0, 400, 300],
    height: 300,
  };
  const { layer, sent } = stage({ surfaces: [kMain, dialog] });
  const cancel = new Event('cancel', { cancelable: true });
  layer.surfaces.get('authorize').pane.dispatchEvent(cancel);
  assert.equal(cancel.defaultPrevented, true);
  assert.deepEqual(
    sent('key').map(({ key }) => key),
    ['Escape'],
  );
});
