// Addresses that depend on where the page and its files are; the module gets them whole.

/** Resolves an address against the page; returns it unchanged where that fails. */
export function absolute(address: string): string {
  if (address === '') return '';
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address;
  }
}

/** Where sign-ins return to, beside this script; empty in the package, which does not know where a site puts it. */
declare const VITRINE_REDIRECT: string;

/** The redirect URI of sign-ins: `docs/oauth2-redirect` beside `vitrine.js`, wherever that is served. The page
 * hears only from its own origin: where the script is of another, it is expected beside the page. */
export function redirectUri(): string {
  const beside = VITRINE_REDIRECT && new URL(VITRINE_REDIRECT, import.meta.url);
  return beside && beside.origin === location.origin
    ? beside.href
    : absolute('docs/oauth2-redirect');
}
