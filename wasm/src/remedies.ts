// How to mend what keeps the element from starting, in the languages of the interface. Fetched when needed only.
import type { LoadProblem } from '../vitrine';
import type { LoadError } from './fetching';

type Language = 'en' | 'ko' | 'ja';

const kBeside: Record<Language, string> = {
  en: 'Put it beside the script, or say where it is by configure().',
  ko: '스크립트 옆에 두거나 configure()로 위치를 알려 주세요.',
  ja: 'スクリプトの隣に置くか、configure() で場所を指定してください。',
};

const kRemedies: Record<LoadProblem, Record<Language, string>> = {
  status: {
    en: `The server did not give {file}. ${kBeside.en}`,
    ko: `서버가 {file} 파일을 주지 않았습니다. ${kBeside.ko}`,
    ja: `サーバーが {file} を返しませんでした。${kBeside.ja}`,
  },
  type: {
    en: `The server responded with a page instead of {file}. ${kBeside.en}`,
    ko: `서버가 {file} 대신 페이지로 응답했습니다. ${kBeside.ko}`,
    ja: `サーバーが {file} の代わりにページを返しました。${kBeside.ja}`,
  },
  outdated: {
    en: 'The site was probably deployed anew. If reloading does not help, deploy all of its files together.',
    ko: '사이트가 새로 배포된 것 같습니다. 새로고침해도 같으면 모든 파일을 함께 다시 배포하세요.',
    ja: 'サイトが新しくデプロイされたようです。再読み込みしても直らない場合は、すべてのファイルをまとめてデプロイしてください。',
  },
  network: {
    en: 'Check the connection, and that the server {origin} is up.',
    ko: '네트워크 연결과 {origin} 서버 상태를 확인하세요.',
    ja: 'ネットワーク接続と、サーバー {origin} の状態を確認してください。',
  },
  crossOrigin: {
    en: 'This page may not read files of {origin} (CORS). Let that server respond with “Access-Control-Allow-Origin: *”, or put the files on the server of this page.',
    ko: '이 페이지에서는 {origin}의 파일을 읽을 수 없습니다(CORS). 그 서버가 “Access-Control-Allow-Origin: *” 헤더로 응답하게 하거나, 파일을 이 페이지의 서버에 두세요.',
    ja: 'このページから {origin} のファイルを読むことは許可されていません (CORS)。そのサーバーが「Access-Control-Allow-Origin: *」を返すようにするか、ファイルをこのページのサーバーに置いてください。',
  },
  policy: {
    en: 'The Content Security Policy of this page does not allow it. Add {origin} to connect-src.',
    ko: '이 페이지의 콘텐츠 보안 정책(CSP)이 허용하지 않습니다. connect-src에 {origin}을 추가하세요.',
    ja: 'このページのコンテンツセキュリティポリシー (CSP) が許可していません。connect-src に {origin} を追加してください。',
  },
  evaluation: {
    en: "The Content Security Policy of this page does not allow WebAssembly. Add 'wasm-unsafe-eval' to script-src.",
    ko: "이 페이지의 콘텐츠 보안 정책(CSP)이 WebAssembly를 허용하지 않습니다. script-src에 'wasm-unsafe-eval'을 추가하세요.",
    ja: "このページのコンテンツセキュリティポリシー (CSP) が WebAssembly を許可していません。script-src に 'wasm-unsafe-eval' を追加してください。",
  },
  file: {
    en: 'A page opened from disk may not load files. Serve the folder, for example by: python3 -m http.server',
    ko: '디스크에서 연 페이지는 파일을 불러올 수 없습니다. 폴더를 웹 서버로 제공하세요. 예: python3 -m http.server',
    ja: 'ディスクから開いたページはファイルを読み込めません。フォルダーを Web サーバーで配信してください。例: python3 -m http.server',
  },
  broken: {
    en: '{file} is incomplete, or of another version than the script. Deploy both again, of the same version.',
    ko: '{file} 파일이 불완전하거나 스크립트와 버전이 다릅니다. 같은 버전으로 둘 다 다시 배포하세요.',
    ja: '{file} が不完全か、スクリプトとバージョンが異なります。同じバージョンの両方をデプロイし直してください。',
  },
  noWebAssembly: {
    en: 'This browser has no WebAssembly, or it is switched off. Allow it for this site, or use another browser.',
    ko: '이 브라우저에 WebAssembly가 없거나 꺼져 있습니다. 이 사이트에서 허용하거나 다른 브라우저를 사용하세요.',
    ja: 'このブラウザーには WebAssembly がないか、無効になっています。このサイトで許可するか、別のブラウザーを使用してください。',
  },
  noAddress: {
    en: 'A bundle that is not an ES module does not know where its files are. Say it by configure({ wasm, later }).',
    ko: 'ES 모듈이 아닌 번들은 파일의 위치를 알 수 없습니다. configure({ wasm, later })로 알려 주세요.',
    ja: 'ES モジュールではないバンドルにはファイルの場所がわかりません。configure({ wasm, later }) で指定してください。',
  },
};

/** Empty: none is known. */
export function remedyOf(error: unknown, language: Language): string {
  const { problem, address = '' } = error as Partial<LoadError>;
  // Parts of two versions do not fit together.
  const row = kRemedies[(error as Error).name === 'LinkError' ? 'broken' : problem!];
  const file = /[^/]*$/.exec(address)![0] || 'vitrine.wasm';
  const origin = /^\w+:\/\/[^/]*/.exec(address)?.[0] ?? '';
  return row ? row[language].replace('{file}', file).replace('{origin}', origin) : '';
}
