// Carries out what the module asks for, in the task of the event that caused it, so that the
// clipboard and new windows still have the reader's activation.
import type { Effect, Event } from './boundary';
import { Resources } from './resources';
import { persist } from './storage';
import { nextTask } from './tasks';
import { Popup } from './popup';
import { Transport } from './transport';

export interface Stage {
  send(event: Event): void;
  focusField(field: string): void;
  focusNode(node: string): void;
  scrollTo(surface: string, y: number): void;
}

export class Effects {
  private readonly timers = new Map<string, number>();
  private readonly popup = new Popup((url) => this.stage.send({ type: 'popupResult', url }));
  private closed = false;

  constructor(
    private readonly stage: Stage,
    private readonly transport: Transport,
    private readonly resources: Resources,
  ) {}

  perform(effect: Effect): void {
    switch (effect.type) {
      case 'sendRequest': return void this.transport.request(effect);
      case 'cancelRequest': return this.resources.cancel(effect.id), this.transport.cancel(effect);
      case 'dropBody': return this.transport.cancel(effect);
      case 'readBody': return this.transport.read(effect);
      case 'saveFile': return this.transport.save(effect);
      case 'pickFile': return this.transport.pick(effect);
      case 'random': return this.stage.send({ type: 'random', bytes: [...crypto.getRandomValues(new Uint8Array(effect.bytes))] });
      case 'openPopup': return this.popup.open(effect.url);
      case 'loadResource': return void this.resources.load(effect);
      case 'copyText': return copy(effect.text);
      case 'openUrl': return void open(effect.url, '_blank', 'noopener,noreferrer');
      case 'setLocation': return setLocation(effect.hash, effect.replace);
      case 'persist': return persist(effect.key, effect.value);
      case 'focusField': return this.stage.focusField(effect.field);
      case 'focusNode': return this.stage.focusNode(effect.node);
      case 'scrollTo': return this.stage.scrollTo(effect.surface, effect.y);
      case 'wake': return this.wake(effect.timer, effect.after);
    }
  }

  close(): void {
    this.closed = true;
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    this.popup.close();
    this.transport.close();
    this.resources.close();
  }

  private wake(timer: string, after: number): void {
    clearTimeout(this.timers.get(timer));
    this.timers.delete(timer);
    const woken = () => {
      this.timers.delete(timer);
      if (!this.closed) this.stage.send({ type: 'wake', timer });
    };
    if (after > 0) this.timers.set(timer, setTimeout(woken, after));
    else void nextTask().then(woken);
  }
}

function setLocation(hash: string, replace: boolean): void {
  if (hash === location.hash || (hash === '#/' && location.hash === '')) return;
  if (replace) history.replaceState(history.state, '', hash);
  else history.pushState(null, '', hash);
}

/** The asynchronous clipboard exists in secure contexts only; elsewhere a selection is copied. */
function copy(text: string): void {
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).catch(() => copySelection(text));
  } else {
    copySelection(text);
  }
}

function copySelection(text: string): void {
  const take = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', take, true);
  document.execCommand('copy');
  document.removeEventListener('copy', take, true);
}
