// Tells the page around what is shown, which it may refuse to let the user leave.
import type { NavigateDetail } from '../vitrine';
import type { Effect, EffectOf, Event } from './boundary';
import type { Host } from './host';

const isNavigated = (effect: Effect): effect is EffectOf<'navigated'> =>
  effect.type === 'navigated';

/** The effects to be performed. Nothing is painted yet: where the page refuses, nothing is seen of what was asked for.
 * `send`: handled with the event that the effects came of. */
export function tell(
  host: Pick<Host, 'dispatch' | 'told'>,
  effects: Effect[],
  send: (event: Event) => void,
): Effect[] {
  const { told } = host;
  const moved = effects.find(isNavigated);
  if (!moved || moved.link === told) return effects;
  const { link, operation, schema, tag, followed = false } = moved;
  const detail: NavigateDetail = { link, operation, schema, tag };
  host.told = link;
  if (host.dispatch('vitrine-navigate', detail, followed && told !== '')) return effects;
  host.told = told;
  send({ type: 'stay', link: told });
  return effects.filter(({ type }) => type !== 'setLocation');
}
