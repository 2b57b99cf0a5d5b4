// Signing in happens in a window of the authorization server; the page that it comes back to
// (assets/page/docs/oauth2-redirect.html) reports to this one.

interface Report {
  type: 'vitrine:popup';
  query: string;
  fragment: string;
}

const kName = 'vitrine:popup';

/** The last parameter of that name: the module's comes after those of the server's address. */
const parameter = (query: string, name: string): string | undefined =>
  new URLSearchParams(query).getAll(name).pop();

export class Popup {
  private life?: AbortController;
  private channel?: BroadcastChannel;

  constructor(private readonly result: (url: string) => void) {}

  /** Takes one report: from the origin of the `redirect_uri` that `url` names, with its `state`. Others are
   * of other sign-ins, or forged. */
  open(url: string): void {
    this.close();
    const { search } = new URL(url);
    // An href, whose origin ends before the first slash of its path.
    const redirect = parameter(search, 'redirect_uri') ?? '';
    const state = parameter(search, 'state');
    const take = ({ data, origin }: MessageEvent<Partial<Report> | null>) => {
      if (!redirect.startsWith(`${origin}/`) || data?.type !== kName) return;
      const { query, fragment } = data;
      if (typeof query !== 'string' || typeof fragment !== 'string') return;
      if (!state || (parameter(query, 'state') ?? parameter(fragment.slice(1), 'state')) !== state)
        return;
      this.close();
      this.result(`${redirect}${query}${fragment}`);
    };
    this.life = new AbortController();
    this.channel = new BroadcastChannel(kName);
    this.channel.onmessage = take;
    addEventListener('message', take, { signal: this.life.signal });
    // It has to know its opener, to which it reports.
    if (open(url, 'vitrine-sign-in', 'popup,width=520,height=720')) return;
    this.close();
    const report = {
      state: state ?? '',
      error: 'popup_blocked',
      error_description:
        'the browser blocked the window to sign in; let this page open windows, then sign in again',
    };
    this.result(`${redirect}#${new URLSearchParams(report)}`);
  }

  close(): void {
    this.life?.abort();
    this.channel?.close();
  }
}
