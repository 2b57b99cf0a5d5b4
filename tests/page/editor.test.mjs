// Editors: keys and selection go to the module, what it asks for is selected; the rest is the field's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, node } from './support/page.mjs';
import { stage, strike } from './support/stage.mjs';

const { selectText, watchEditors } = await load('editor');

const kBody = { id: 'body', name: 'Request body', multiline: true, look: 'code' };

/** A stage with an editor that has the focus, and what the module was sent. */
function editing({ handles = () => false, value = '{}', ...rest } = {}) {
  const host = document.createElement('div');
  const set = stage({ handles: () => false });
  document.body.replaceChildren(host);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.append(set.root);
  const events = [];
  const life = new document.defaultView.AbortController();
  const send = (event) => {
    events.push(event);
    return handles(event);
  };
  watchEditors(set.root, shadow, set.layer, send, life.signal);
  set.show(node('textbox', { ...kBody, value, ...rest }));
  const field = set.element('body');
  field.focus();
  const sent = () => events.splice(0);
  sent();
  return { ...set, field, sent, shadow, life };
}

const put = (field, inputType, data = null) =>
  field.dispatchEvent(
    new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true }),
  );

test('the module hears that editors are attended, once', () => {
  const events = [];
  const { root, layer } = stage();
  const shadow = document.createElement('div').attachShadow({ mode: 'open' });
  watchEditors(
    root,
    shadow,
    layer,
    (event) => events.push(event),
    new document.defaultView.AbortController().signal,
  );
  assert.deepEqual(events, [{ type: 'editorsAttended' }]);
});

test('keys of editors go to the module with what is selected, and it keeps those it handles', () => {
  const { field, sent } = editing({ handles: ({ key }) => key === 'Tab' });
  field.setSelectionRange(1, 2);
  sent();
  assert.equal(strike(field, 'Tab', { shiftKey: true }), false);
  assert.deepEqual(sent(), [
    {
      type: 'editorKey',
      node: 'body',
      key: 'Tab',
      begin: 1,
      end: 2,
      shift: true,
      command: false,
    },
  ]);
  assert.equal(strike(field, 'Escape'), true);
  assert.equal(strike(field, 'a'), true);
  assert.deepEqual(
    sent().map(({ key }) => key),
    ['Escape'],
  );
});

test('undo and redo are the module’s, by whichever keys', () => {
  const { field, sent } = editing({ handles: () => true });
  for (const [key, rest] of [
    ['z', { ctrlKey: true }],
    ['z', { metaKey: true }],
    ['Z', { ctrlKey: true, shiftKey: true }],
    ['y', { ctrlKey: true }],
  ])
    assert.equal(strike(field, key, rest), false);
  assert.deepEqual(
    sent().map(({ key }) => key),
    ['Undo', 'Undo', 'Redo', 'Redo'],
  );
  assert.equal(put(field, 'historyUndo'), false);
  assert.equal(put(field, 'historyRedo'), false);
  assert.deepEqual(
    sent().map(({ key }) => key),
    ['Undo', 'Redo'],
  );
});

test('characters that come in pairs are the module’s, all others the field’s', () => {
  const { field, sent } = editing({ handles: ({ type }) => type === 'editorKey' });
  assert.equal(put(field, 'insertText', '{'), false);
  assert.equal(put(field, 'insertText', 'a'), true);
  assert.equal(put(field, 'insertLineBreak'), false);
  assert.equal(put(field, 'deleteContentBackward'), false);
  assert.equal(put(field, 'insertFromPaste'), true);
  assert.deepEqual(
    sent().map(({ key }) => key),
    ['{', 'Enter', 'Backspace'],
  );
});

test('what an input method composes is left alone', () => {
  const { field, sent } = editing({ handles: () => true });
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  assert.equal(field.classList.contains('composing'), true);
  strike(field, 'Tab', { isComposing: true });
  assert.deepEqual(sent(), []);
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  assert.equal(field.classList.contains('composing'), false);
});

test('the caret is known before the text that is typed', () => {
  const { field, sent, events } = editing();
  field.value = '{"a"}';
  field.setSelectionRange(4, 4);
  sent();
  events.splice(0);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  assert.deepEqual(sent(), [{ type: 'caret', node: 'body', begin: 4, end: 4, typing: true }]);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['input'],
  );
});

test('the caret is followed while the editor has the focus', () => {
  const { field, sent } = editing();
  field.setSelectionRange(1, 1);
  sent();
  document.dispatchEvent(new Event('selectionchange'));
  assert.deepEqual(sent(), [{ type: 'caret', node: 'body', begin: 1, end: 1, typing: false }]);
  field.setSelectionRange(2, 2);
  sent();
  field.dispatchEvent(new Event('selectionchange'));
  assert.deepEqual(sent(), [{ type: 'caret', node: 'body', begin: 2, end: 2, typing: false }]);
  field.blur();
  document.dispatchEvent(new Event('selectionchange'));
  assert.deepEqual(sent(), []);
});

test('the module hears how far the text is scrolled', () => {
  const { field, sent } = editing();
  field.scrollTop = 40;
  field.dispatchEvent(new Event('scroll'));
  assert.deepEqual(
    sent().map(({ type, node: id, x }) => [type, id, x]),
    [
      ['codeScroll', 'body', 0],
      ['codeScroll', 'body/y', 40],
    ],
  );
});

test('other fields are no editors', () => {
  const { show, element, sent } = editing({ handles: () => true });
  show(node('textbox', { id: 'note', multiline: true }));
  assert.equal(strike(element('note'), 'Tab'), true);
  assert.deepEqual(sent(), []);
});

test('what the module asks for is selected', () => {
  const { field } = editing({ value: '{"a": 1}' });
  field.blur();
  selectText(field, { type: 'selectText', node: 'body', begin: 1, end: 4, x: 0, y: 0 });
  assert.deepEqual([field.selectionStart, field.selectionEnd], [1, 4]);
  assert.equal(field.getRootNode().activeElement, field);
  selectText(undefined, { type: 'selectText', node: 'gone', begin: 0, end: 0, x: 0, y: 0 });
});

test('a press on what is offered leaves the focus in the editor', () => {
  const { show, element } = editing();
  show(node('option', { id: 'option', name: 'title', selected: true }));
  const option = element('option');
  assert.equal(option.localName, 'button');
  assert.equal(option.getAttribute('role'), 'option');
  assert.equal(option.getAttribute('aria-selected'), 'true');
  assert.equal(option.tabIndex, -1);
  const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
  assert.equal(option.dispatchEvent(down), false);
});

test('the option that Enter takes is the active one of the editor', () => {
  const { field, show, element } = editing();
  show(
    node('listbox', { id: 'list', name: 'Suggestions' }),
    node('option', { id: 'option', parent: 'list', name: 'title', selected: true }),
    node('textbox', { ...kBody, value: '{}', controls: 'list', active: 'option' }),
  );
  assert.equal(field.getAttribute('aria-activedescendant'), element('option').id);
  assert.equal(field.getAttribute('aria-controls'), element('list').id);
});
