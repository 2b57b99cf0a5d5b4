// Carries out the module's effects, in the task of the event that caused them, so that the
// clipboard and new windows still have the user's activation.
import type { Effect, EffectOf, Event } from './boundary';
import type { Resources } from './resources';
import { kept, persist } from './storage';
import { nextTask } from './tasks';
import { Popup } from './popup';
import type { Transport } from './transport';

export interface Stage {
  send(event: Event): void;
  focusNode(node: string): void;
  scrollTo(surface: string, y: number, height?: number): void;
  tellOthers(): void;
  print(part: EffectOf<'printBlocks'>): void;
  pickDate(effect: EffectOf<'pickDate'>): void;
  describe(index: number): void;
  called(effect: EffectOf<'called'>): void;
}

export class Effects {
  private readonly timers = new Map<string, number>();
  private readonly popup = new Popup((url) => this.stage.send({ type: 'popupResult', url }));
  private closed = false;
  /** Selects in an editor, once the script of editors is here (manners.ts). */
  select?: (effect: EffectOf<'selectText'>) => void;

  constructor(
    private readonly stage: Stage,
    private readonly transport: Transport,
    private readonly resources: Resources,
  ) {}

  /** `bytes` are those of the output with the effect. */
  perform(effect: Effect, bytes: Uint8Array): void {
    switch (effect.type) {
      case 'sendRequest':
        return void this.transport.request(effect, bytes);
      case 'cancelRequest':
        return (this.resources.cancel(effect.id), this.transport.cancel(effect.id));
      case 'followBody':
        return this.transport.follow(effect);
      case 'sendMessage':
        return this.transport.say(effect);
      case 'dropBody':
        return this.transport.drop(effect.id);
      case 'readBody':
        return this.transport.read(effect);
      case 'keepText':
        return this.transport.keep(effect);
      case 'saveFile':
        return this.transport.save(effect);
      case 'printBlocks':
        return this.stage.print(effect);
      case 'pickFile':
        return this.transport.pick(effect);
      case 'pickDate':
        return this.stage.pickDate(effect);
      case 'random':
        return this.stage.send({
          type: 'random',
          bytes: [...crypto.getRandomValues(new Uint8Array(effect.bytes))],
        });
      case 'openPopup':
        return this.popup.open(effect.url);
      case 'loadResource':
        return void this.resources.load(effect);
      case 'copyText':
        return copy(effect.text);
      case 'openUrl':
        return void open(effect.url, '_blank', 'noopener,noreferrer');
      case 'setLocation':
        return setLocation(effect.hash, effect.replace);
      case 'openDescription':
        return this.stage.describe(effect.index);
      case 'called':
        return this.stage.called(effect);
      // The page was told before (places.ts).
      case 'navigated':
        return;
      case 'persist':
        return persist(effect.key, effect.value);
      case 'recall':
        return this.give(effect.key, kept(effect.key));
      case 'pickText':
        return pickText((text) => this.give(effect.key, text));
      case 'tellOthers':
        return this.stage.tellOthers();
      case 'focusNode':
        return this.stage.focusNode(effect.node);
      case 'scrollTo':
        return this.stage.scrollTo(effect.surface, effect.y, effect.height);
      case 'selectText':
        return this.select?.(effect);
      case 'wake':
        return this.wake(effect.timer, effect.after, { type: 'wake', timer: effect.timer });
      case 'postTask':
        return this.wake('task', effect.after, { type: 'task' });
      default:
        return effect satisfies never;
    }
  }

  /** `heir` gets what still comes of loads. */
  close(heir?: Resources): void {
    this.closed = true;
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    this.popup.close();
    this.transport.close();
    this.resources.close(heir);
  }

  private give(key: string, text: string): void {
    if (this.closed) return;
    const now = new Date();
    const offset = -now.getTimezoneOffset();
    this.stage.send({ type: 'givenText', key, text, now: now.getTime(), offset });
  }

  private wake(timer: string, after: number, event: Event): void {
    clearTimeout(this.timers.get(timer));
    this.timers.delete(timer);
    const woken = () => {
      this.timers.delete(timer);
      if (!this.closed) this.stage.send(event);
    };
    if (after > 0) this.timers.set(timer, setTimeout(woken, after));
    else void nextTask().then(woken);
  }
}

/** Lets the user pick a file. A byte more than the module reads tells it that the file is too long. */
function pickText(take: (text: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    void input.files?.[0]?.slice(0, 16_000_001).text().then(take);
  });
  input.click();
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
