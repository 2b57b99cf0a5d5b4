// What the element shows in its place when it cannot start or go on: what happened, and a button. How to mend
// it (remedies.ts) follows once those words are here; they may be out of reach as well.
import { messageOf } from './errors';
import { LoadError } from './fetching';
import { languageOf, wordsOf } from './language';
import type * as remedies from './remedies';

declare const VITRINE_REMEDIES: string;

const kWords = {
  en: {
    failed: 'The playground could not be loaded.',
    retry: 'Try again',
    outdated: 'This page is older than its files on the server.',
    reload: 'Reload the page',
  },
  ko: {
    failed: '플레이그라운드를 불러오지 못했습니다.',
    retry: '다시 시도',
    outdated: '이 페이지가 서버의 파일보다 오래되었습니다.',
    reload: '페이지 새로고침',
  },
  ja: {
    failed: 'プレイグラウンドを読み込めませんでした。',
    retry: '再試行',
    outdated: 'このページはサーバー上のファイルより古くなっています。',
    reload: 'ページを再読み込み',
  },
};

export class Failure {
  readonly place = document.createElement('div');

  constructor(host: HTMLElement, error: unknown, retry: () => void) {
    const language = wordsOf(languageOf(host));
    const words = kWords[language];
    const outdated = error instanceof LoadError && error.problem === 'outdated';
    this.place.className = 'failure';
    this.place.lang = language;
    this.place.setAttribute('role', 'alert');
    const button = document.createElement('button');
    button.textContent = outdated ? words.reload : words.retry;
    button.onclick = outdated ? () => location.reload() : retry;
    const remedy = document.createElement('p');
    this.place.append(
      paragraph(outdated ? words.outdated : words.failed),
      remedy,
      paragraph(messageOf(error)),
      button,
    );
    void import(VITRINE_REMEDIES).then(
      ({ remedyOf }: typeof remedies) => (remedy.textContent = remedyOf(error, language)),
      () => {},
    );
  }
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
