// The language of an element: its own, or that of the page around it.

/** BCP 47. If the playground is the whole page, it uses the user's language. */
export function languageOf(host: HTMLElement): string {
  const own = host.getAttribute('language');
  if (own) return own;
  const around = host.closest('[lang]')?.getAttribute('lang');
  return (host.getAttribute('layout') !== 'page' && around) || navigator.language;
}

/** The language of the interface's own words. */
export function wordsOf(language: string): 'en' | 'ko' | 'ja' {
  return (/^(ko|ja)\b/.exec(language.toLowerCase())?.[1] ?? 'en') as 'en' | 'ko' | 'ja';
}
