// The field lists of app/boundary in TypeScript, printed by tests/unit/boundary: run it with
// UPDATE_GOLDEN=1 to renew them.

/** Side of a page of words, device pixels. */
export const kPageSize = 1024;

/** Index of no surface. */
export const kNoSurface = 4294967295;

export const enum PointerKind {
  moved = 0,
  pressed = 1,
  released = 2,
  left = 3,
}

export const enum RunFlag {
  code = 1,
  strong = 2,
  italic = 4,
  link = 8,
  underline = 16,
  strikethrough = 32,
}

export type Role =
  | 'navigation'
  | 'search'
  | 'main'
  | 'banner'
  | 'region'
  | 'group'
  | 'heading'
  | 'paragraph'
  | 'text'
  | 'code'
  | 'link'
  | 'button'
  | 'textbox'
  | 'spinbutton'
  | 'searchbox'
  | 'checkbox'
  | 'combobox'
  | 'listbox'
  | 'option'
  | 'tablist'
  | 'tab'
  | 'tabpanel'
  | 'status'
  | 'alert'
  | 'dialog'
  | 'list'
  | 'listitem'
  | 'log'
  | 'image'
  | 'separator'
  | 'table'
  | 'row'
  | 'columnheader'
  | 'rowheader'
  | 'cell';

/** What a node of a role does, where it is more than to hold others. */
export const kNatures: { [role in Role]?: 'text' | 'action' | 'check' | 'field' } = {
  heading: 'text',
  paragraph: 'text',
  text: 'text',
  link: 'action',
  button: 'action',
  textbox: 'field',
  spinbutton: 'field',
  searchbox: 'field',
  checkbox: 'check',
  combobox: 'field',
  option: 'action',
  tab: 'action',
  status: 'text',
  alert: 'text',
};

/** Its element, where it is no div; a heading's level follows. */
export const kTags: { [role in Role]?: string } = {
  heading: 'h',
  paragraph: 'p',
  code: 'pre',
  link: 'a',
  button: 'button',
  textbox: 'input',
  spinbutton: 'input',
  searchbox: 'input',
  checkbox: 'input',
  combobox: 'select',
  option: 'button',
  tab: 'button',
  image: 'img',
};

/** Roles that their elements have natively. */
export const kNativeRoles: ReadonlySet<Role> = new Set<Role>([
  'heading',
  'paragraph',
  'text',
  'code',
  'link',
  'button',
  'textbox',
  'spinbutton',
  'searchbox',
  'checkbox',
  'combobox',
  'image',
]);

export type Box = [x: number, y: number, width: number, height: number];

/** Letter spacing in em. */
export type Font = [family: 'sans' | 'mono', size: number, weight: number, italic: boolean, spacing: number];

/** What a line has of one span: its text (with the white space that hangs at the line's end), RunFlags, left edge and
 * width in the layout, which of the node's fonts and inks; of links the target and the node's id. */
export type Run = [text: string, flags: number, x: number, width: number, font: number, href?: string, id?: string];

/** A text, by where it begins and ends in the bytes beside the output, or a file that was picked. */
export type BodyPart = [begin: number, end: number] | { file: string };

export interface PickedFile {
  id: string;
  name: string;
  size: number;
  mediaType: string;
}

export interface Phases {
  queued: number;
  dns: number;
  connect: number;
  tls: number;
  waiting: number;
  download: number;
  reused: boolean;
}

export interface GivenCredential {
  scheme: string;
  user: string;
  secret: string;
}

export interface ElementOptions {
  hide?: string;
  open?: string;
  tag?: string;
  paths?: string;
  server?: string;
  expand?: string;
  snippet?: string;
  sort?: string;
  alone?: boolean;
}

export interface HttpRequest {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: BodyPart[] | null;
}

export interface SurfacePatch {
  id: string;
  kind: 'pane' | 'drawer' | 'dialog';
  role?: Role;
  name?: string;
  rect: Box;
  height: number;
  part?: 'page' | 'aside' | 'foot';
  arrows?: boolean;
  flow?: 'content' | 'view';
  covered?: boolean;
  search?: string;
  opener?: string;
}

export interface NodePatch {
  id: string;
  parent?: string;
  role?: Role;
  look?: 'primary' | 'quiet' | 'link' | 'card' | 'code' | 'route' | 'chip' | 'status' | 'line' | 'callout' | 'danger';
  name?: string;
  label?: string;
  folded?: string;
  rect: Box;
  value?: string;
  placeholder?: string;
  tooltip?: string;
  href?: string;
  language?: string;
  autocomplete?: string;
  drop?: string;
  media?: string;
  body?: number;
  level?: number;
  positionInSet?: number;
  setSize?: number;
  valueNow?: number;
  valueMin?: number;
  valueMax?: number;
  revision?: number;
  live?: 'polite' | 'assertive';
  options?: string[];
  optionGroups?: string[];
  selectedOption?: number;
  describedBy?: string[];
  labelledBy?: string;
  controls?: string;
  active?: string;
  checked?: boolean;
  selected?: boolean;
  expanded?: boolean;
  current?: boolean;
  required?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  multiline?: boolean;
  password?: boolean;
  readonly?: boolean;
  focusable?: boolean;
  scrolls?: boolean;
  font?: Font;
  color?: string;
  lineHeight?: number;
  paddingX?: number;
  paddingRight?: number;
  paddingY?: number;
  lines?: Run[][];
  hard?: number[];
  fonts?: Font[];
  inks?: string[];
  surface: string;
  after?: string;
}

export interface Patch {
  surfaces?: SurfacePatch[];
  paint?: number[];
  remove?: string[];
  nodes?: NodePatch[];
}

export interface Theme {
  bg: string;
  surface: string;
  raised: string;
  line: string;
  'line-strong': string;
  text: string;
  muted: string;
  faint: string;
  field: string;
  accent: string;
  'accent-soft': string;
  'on-accent': string;
  get: string;
  post: string;
  put: string;
  patch: string;
  delete: string;
  bad: string;
  'bad-soft': string;
  code: string;
}

export type JsonEvent =
  | { type: 'mediaSize'; node: string; width: number; height: number }
  | { type: 'codeScroll'; node: string; x: number }
  | { type: 'activate'; node: string }
  | { type: 'choose'; node: string; index: number }
  | { type: 'focus'; node: string; visible: boolean }
  | { type: 'caret'; node: string; begin: number; end: number; typing: boolean }
  | { type: 'editorKey'; node: string; key: string; begin: number; end: number; shift: boolean; command: boolean }
  | { type: 'editorsAttended' }
  | { type: 'key'; key: string; ctrl: boolean; meta: boolean; shift?: boolean }
  | { type: 'task' }
  | { type: 'park'; parked: boolean }
  | { type: 'fonts'; stack: number }
  | { type: 'resize'; width: number; height: number; density: number; wholePage: boolean; margin?: number }
  | { type: 'theme'; dark: boolean; reducedMotion: boolean; contrast: boolean; accent: string; shapes: boolean; background?: string; surface?: string; text?: string; line?: string; roundness?: number }
  | { type: 'open'; spec: string; pageUrl: string; redirectUri: string; operation: string; hash: string; ownsLocation: boolean; includesCredentials?: boolean; mockServer?: string; headingLevel: number; language: string; theme: 'auto' | 'light' | 'dark'; dark: boolean; utcOffset?: number; descriptions?: string[]; description?: number; introduced?: boolean; group?: string; place?: string; options?: ElementOptions }
  | { type: 'reload' }
  | { type: 'end'; id: number }
  | { type: 'failed'; id: number; kind: 'network' | 'crossOrigin' | 'originRefused' | 'timeout' | 'unreachable' | 'policy' | 'status' | 'aborted' | 'other'; message: string; status?: number }
  | { type: 'held'; id: number; held: boolean }
  | { type: 'responseHead'; id: number; status: number; statusText: string; headers: [name: string, value: string][]; elapsed: number; url?: string }
  | { type: 'responseProgress'; id: number; received: number; elapsed?: number }
  | { type: 'responseEnd'; id: number; size: number; elapsed: number; transferred?: number; error?: string; phases?: Phases }
  | { type: 'filePicked'; pointer: string; files: PickedFile[] }
  | { type: 'random'; bytes: number[] }
  | { type: 'givenText'; key: string; text: string; now: number; offset: number }
  | { type: 'popupResult'; url: string }
  | { type: 'fill'; id: number; operation: string; parameters: [name: string, value: string][]; hasBody?: boolean; body?: string; contentType?: string }
  | { type: 'authorize'; id: number; credentials: GivenCredential[] }
  | { type: 'stay'; link: string }
  | { type: 'location'; hash: string }
  | { type: 'wake'; timer: 'slice' | 'idle' | 'persist' | 'copied' | 'device' | 'expiry' | 'slow' }
  | { type: 'restored'; key: string; value: string }
  | { type: 'usable' }
  | { type: 'told' };

export type Effect =
  | { type: 'sendRequest'; id: number; request: HttpRequest; redirects: 'follow' | 'error'; timeout?: number }
  | { type: 'cancelRequest'; id: number }
  | { type: 'loadResource'; id: number; uri: string; fresh?: boolean; whole?: boolean }
  | { type: 'followBody'; id: number }
  | { type: 'sendMessage'; id: number; text: string; shown: string }
  | { type: 'readBody'; id: number; offset: number; length: number; form: 'text' | 'moreText' | 'digits' }
  | { type: 'dropBody'; id: number }
  | { type: 'keepText'; id: number; text: string }
  | { type: 'saveFile'; id: number; name: string; mediaType: string }
  | { type: 'printBlocks'; part: 'more' | 'last' | 'drop'; blocks: string }
  | { type: 'pickFile'; pointer: string; accept: string; several: boolean }
  | { type: 'pickDate'; node: string; picker: 'date' | 'datetime-local' | 'time'; text: string }
  | { type: 'random'; bytes: number }
  | { type: 'openPopup'; url: string }
  | { type: 'copyText'; text: string }
  | { type: 'openUrl'; url: string }
  | { type: 'setLocation'; hash: string; replace: boolean }
  | { type: 'persist'; key: string; value: string }
  | { type: 'recall'; key: string }
  | { type: 'pickText'; key: string }
  | { type: 'openDescription'; index: number }
  | { type: 'called'; id: number; problem?: string }
  | { type: 'wake'; timer: 'slice' | 'idle' | 'persist' | 'copied' | 'device' | 'expiry' | 'slow'; after: number }
  | { type: 'tellOthers' }
  | { type: 'scrollTo'; surface: string; y: number; height?: number }
  | { type: 'focusNode'; node: string }
  | { type: 'selectText'; node: string; begin: number; end: number; x: number; y: number }
  | { type: 'postTask'; after: number }
  | { type: 'navigated'; link: string; operation?: string; schema?: string; tag?: string; followed?: boolean };

export interface Output {
  frames: number;
  cursor?: string;
  animating?: boolean;
  handled?: boolean;
  theme?: Theme;
  dark?: boolean;
  title?: string;
  stage?: 'outlined' | 'ready' | 'failed';
  problem?: string;
  effects?: Effect[];
}
