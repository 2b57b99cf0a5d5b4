// Signing in happens in a window of the authorization server; the page that it comes back to
// (assets/page/docs/oauth2-redirect.html) tells this one, if both are of one origin.

interface Answer {
  type: 'vitrine:popup';
  query: string;
  fragment: string;
}

const kName = 'vitrine:popup';

export class Popup {
  private life?: AbortController;
  private channel?: BroadcastChannel;

  constructor(private readonly result: (url: string) => void) {}

  open(url: string): void {
    this.close();
    this.life = new AbortController();
    this.channel = new BroadcastChannel(kName);
    this.channel.onmessage = ({ data }) => this.take(data);
    addEventListener('message', ({ data, origin }) => {
      if (origin === location.origin) this.take(data);
    }, { signal: this.life.signal });
    // It has to know its opener, to which it gives the answer.
    open(url, 'vitrine-sign-in', 'popup,width=520,height=720');
  }

  close(): void {
    this.life?.abort();
    this.channel?.close();
  }

  private take(data: Partial<Answer> | null): void {
    if (data?.type !== kName || typeof data.query !== 'string' || typeof data.fragment !== 'string') return;
    this.close();
    this.result(`${location.origin}/docs/oauth2-redirect${data.query}${data.fragment}`);
  }
}
