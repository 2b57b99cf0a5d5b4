// Dates from the browser's own picker, and files that are dropped or pasted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './support/page.mjs';
import { stage } from './support/stage.mjs';

const { pickDate, shown, written } = await load('picking');
const { watchDrops } = await load('dropping');

test('a text is shown by the picker where it is a date', () => {
  assert.equal(shown('date', '2026-01-31'), '2026-01-31');
  assert.equal(shown('date', 'soon'), '');
  assert.equal(shown('time', '10:20:30Z'), '10:20');
  assert.equal(shown('datetime-local', ''), '');
  assert.equal(shown('datetime-local', 'soon'), '');
  assert.equal(
    written('datetime-local', shown('datetime-local', '2026-01-31T10:20:00Z')).length >= 20,
    true,
  );
});

test('what was picked is written as its format wants it', () => {
  assert.equal(written('date', '2026-01-31'), '2026-01-31');
  assert.match(written('time', '10:20'), /^10:20:00(Z|[+-]\d\d:\d\d)$/);
  const text = written('datetime-local', '2026-01-31T10:20');
  assert.match(text, /^2026-01-31T10:20:00(Z|[+-]\d\d:\d\d)$/);
  assert.equal(new Date(text).getTime(), new Date('2026-01-31T10:20').getTime());
  assert.equal(written('date', ''), '');
});

test('the date picked is typed into the field', () => {
  const { layer, show, events } = stage();
  show({ id: 'main/day', role: 'textbox', name: 'day', rect: [0, 0, 100, 30], surface: 'main' });
  window.HTMLInputElement.prototype.showPicker = () => {};
  pickDate(
    { type: 'pickDate', node: 'main/day', picker: 'date', text: '2026-01-31' },
    layer,
    (sent) => events.push(sent),
  );
  const picker = document.querySelector('input[type=date]');
  assert.equal(picker.value, '2026-01-31');
  events.length = 0;
  picker.value = '2026-02-01';
  picker.dispatchEvent(new Event('input', { bubbles: true }));
  assert.deepEqual(events, [], 'the picker is no field of the layer');
  picker.dispatchEvent(new Event('change', { bubbles: true }));
  assert.deepEqual(events[0], { type: 'input', node: 'main/day', value: '2026-02-01' });
  assert.equal(layer.element('main/day').value, '2026-02-01');
  assert.equal(document.querySelector('input[type=date]'), null);
});

test('without a picker the field stays one for text', () => {
  const { layer, show, events } = stage();
  show({ id: 'main/day', role: 'textbox', name: 'day', rect: [0, 0, 100, 30], surface: 'main' });
  delete window.HTMLInputElement.prototype.showPicker;
  pickDate({ type: 'pickDate', node: 'main/day', picker: 'date', text: '' }, layer, (sent) =>
    events.push(sent),
  );
  assert.equal(document.querySelector('input[type=date]'), null);
});

/** An event as the browser gives it, with files. */
function event(type, files, more = {}) {
  const made = new window.Event(type, { bubbles: true, cancelable: true });
  const transfer = { files, types: ['Files'], dropEffect: '' };
  return Object.assign(made, { dataTransfer: transfer, clipboardData: transfer, ...more });
}

function places(...rows) {
  const { root, show } = stage();
  rows.forEach(([pointer, top], index) => {
    const id = `main/file${index}`;
    const rect = [0, top, 100, 30];
    show({
      id,
      role: 'button',
      name: 'Choose file',
      drop: `/body${pointer}`,
      rect,
      surface: 'main',
    });
    root.querySelector(`[data-id="${id}"]`).getBoundingClientRect = () => ({
      top,
      bottom: top + 30,
    });
  });
  const taken = [];
  watchDrops(root, (pointer, files) => taken.push([pointer, ...files]));
  return { root, taken };
}

test('a file goes to the place beside which it is dropped', () => {
  const { root, taken } = places(['/one', 0], ['/two', 100]);
  const over = event('dragover', [], { clientY: 110 });
  root.dispatchEvent(over);
  assert.equal(over.defaultPrevented, true);
  assert.equal(over.dataTransfer.dropEffect, 'copy');
  root.dispatchEvent(event('drop', ['file'], { clientY: 110 }));
  assert.deepEqual(taken, [['/two', 'file']]);
});

test('a file that misses two places goes to none, and does not take the place of the page', () => {
  const { root, taken } = places(['/one', 0], ['/two', 100]);
  const drop = event('drop', ['file'], { clientY: 60 });
  root.dispatchEvent(drop);
  assert.equal(drop.defaultPrevented, true);
  assert.deepEqual(taken, []);
});

test('an image that is pasted goes to the only place', () => {
  const { root, taken } = places(['', 0]);
  root.dispatchEvent(event('paste', ['image']));
  assert.deepEqual(taken, [['', 'image']]);
});

test('nothing is taken where there is no place for a file', () => {
  const { root, taken } = places();
  const drop = event('drop', ['file'], { clientY: 10 });
  root.dispatchEvent(drop);
  assert.equal(drop.defaultPrevented, false);
  assert.deepEqual(taken, []);
});
