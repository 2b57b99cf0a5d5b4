// Fields: what the module says becomes an input's state, and never overwrites what is being typed.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load, node } from './support/page.mjs';

const { isField, kTags, patchField } = await load('boundary', 'field');

function made(patch) {
  const element = document.createElement(patch.multiline ? 'textarea' : kTags[patch.role]);
  document.body.append(element);
  patchField(element, patch);
  return element;
}

function composition(element, type) {
  element.dispatchEvent(new CompositionEvent(type));
}

beforeEach(() => document.body.replaceChildren());

test('only roles with a value are fields', () => {
  for (const role of ['textbox', 'searchbox', 'spinbutton', 'checkbox', 'combobox']) {
    assert.equal(isField(node(role)), true, role);
  }
  for (const role of ['button', 'link', 'tab', 'heading', 'code']) {
    assert.equal(isField(node(role)), false, role);
  }
});

test('a text field shows its value and its state', () => {
  const element = made(
    node('textbox', { value: 'cat', placeholder: 'a name', required: true, invalid: true }),
  );
  assert.equal(element.value, 'cat');
  assert.equal(element.placeholder, 'a name');
  assert.equal(element.getAttribute('aria-required'), 'true');
  assert.equal(element.getAttribute('aria-invalid'), 'true');
  assert.equal(element.getAttribute('autocomplete'), 'off');
  patchField(element, node('textbox', { value: 'cat', disabled: true, readonly: true }));
  assert.equal(element.hasAttribute('aria-required'), false);
  assert.equal(element.hasAttribute('aria-invalid'), false);
  assert.equal(element.disabled, true);
  assert.equal(element.readOnly, true);
});

test('a number is a text input in which any text can stand', () => {
  const element = made(node('spinbutton', { value: '1e400' }));
  assert.equal(element.type, 'text');
  assert.equal(element.inputMode, 'decimal');
  assert.equal(element.getAttribute('role'), 'spinbutton');
  assert.equal(element.value, '1e400');
});

test('secrets and searches have their input types', () => {
  assert.equal(made(node('textbox', { password: true })).type, 'password');
  assert.equal(made(node('searchbox')).type, 'search');
});

test('code is neither corrected nor capitalised', () => {
  const prose = made(node('textbox'));
  assert.equal(prose.spellcheck, true);
  const code = made(node('textbox', { font: ['mono', 14, 400, false, 0] }));
  assert.equal(code.spellcheck, false);
  assert.equal(code.autocapitalize, 'off');
  assert.equal(code.getAttribute('autocorrect'), 'off');
});

test('a field has the font, colour and padding of its node', () => {
  const { style } = made(
    node('textbox', {
      font: ['mono', 13, 500, false, 0],
      lineHeight: 18,
      color: '#ff0000ff',
      paddingX: 8,
      paddingRight: 30,
    }),
  );
  assert.equal(style.fontFamily, 'var(--vitrine-mono)');
  assert.equal(style.fontSize, '13px');
  assert.equal(style.lineHeight, '18px');
  assert.equal(style.padding, '0px 30px 0px 8px');
});

test('a newer revision replaces the value, an older one does not', () => {
  const element = made(node('textbox', { value: 'one', revision: 1 }));
  element.value = 'typed';
  patchField(element, node('textbox', { value: 'one', revision: 1 }));
  assert.equal(element.value, 'typed');
  patchField(element, node('textbox', { value: 'two', revision: 2 }));
  assert.equal(element.value, 'two');
});

test('a new value keeps the caret of the focused field', () => {
  const element = made(node('textbox', { value: 'abcdef', revision: 1 }));
  element.focus();
  element.setSelectionRange(4, 4);
  patchField(element, node('textbox', { value: 'abcdefg', revision: 2 }));
  assert.equal(element.selectionStart, 4);
  patchField(element, node('textbox', { value: 'ab', revision: 3 }));
  assert.equal(element.selectionStart, 2);
});

test('a value that comes during a composition waits for its end', () => {
  const element = made(node('textbox', { value: '', revision: 1 }));
  composition(element, 'compositionstart');
  element.value = 'ㅎ';
  patchField(element, node('textbox', { value: 'other', revision: 2 }));
  assert.equal(element.value, 'ㅎ');
  composition(element, 'compositionend');
  assert.equal(element.value, 'other');
  composition(element, 'compositionstart');
  element.value = '한';
  composition(element, 'compositionend');
  assert.equal(element.value, '한');
});

test('a choice has the options and the selection of its node', () => {
  const element = made(node('combobox', { options: ['cat', 'dog'], selectedOption: 1 }));
  assert.deepEqual(
    [...element.options].map(({ text }) => text),
    ['cat', 'dog'],
  );
  assert.equal(element.selectedIndex, 1);
  const [first] = element.options;
  patchField(element, node('combobox', { options: ['cat', 'dog'] }));
  assert.equal(element.selectedIndex, -1);
  assert.equal(element.options[0], first, 'options that did not change stay');
  patchField(element, node('combobox', { options: ['cat', 'emu'], selectedOption: 0 }));
  assert.equal(element.options[1].text, 'emu');
});

test('options of one group stand under its name', () => {
  const options = ['cURL', 'wget', 'Go', 'Python requests'];
  const optionGroups = ['Shell', 'Shell', '', 'Python'];
  const element = made(node('combobox', { options, optionGroups, selectedOption: 3 }));
  assert.deepEqual(
    [...element.children].map((child) => child.label),
    ['Shell', 'Go', 'Python'],
  );
  assert.deepEqual(
    [...element.options].map(({ text }) => text),
    options,
  );
  assert.equal(element.selectedIndex, 3);
  const [first] = element.options;
  patchField(element, node('combobox', { options, optionGroups, selectedOption: 1 }));
  assert.equal(element.options[0], first);
  assert.equal(element.value, 'wget');
});

test('a checkbox follows its node', () => {
  const element = made(node('checkbox', { checked: true }));
  assert.equal(element.type, 'checkbox');
  assert.equal(element.checked, true);
  patchField(element, node('checkbox'));
  assert.equal(element.checked, false);
});
