// One style sheet for every element of the page, adopted by each shadow root, as the strict
// Content-Security-Policy asks. Places and fonts of nodes are set through the CSSOM.

import { inkSheet } from './inks';
import { kVisible } from './visible_layer';

const kText = `
:host { display: block; position: relative; flex-grow: 1; overflow: clip; contain: layout paint;
  font-family: var(--vitrine-font, inherit); font-size: var(--vitrine-font-size, inherit);
  --vitrine-mono: var(--vitrine-code-font, var(--vitrine-font-mono, "JetBrains Mono", ui-monospace, "DejaVu Sans Mono", monospace)); }
/* In rows, tables and grids it wants a width and takes what is there; everything else in it stands in no flow. */
:host::before, :host::after { content: ""; float: left; width: 300px; height: 0; }
:host([hidden]) { display: none; }
:host([layout="page"]) { position: fixed; inset: 0; }
:host([layout="page"]) .strut { display: none; }
.probe { position: absolute; width: 0; height: 0; visibility: hidden; border-radius: var(--vitrine-radius, 8px); }
.probe, .probe > * { transition: color 1ms, background-color 1ms, font-family 1ms, font-size 1ms, border-radius 1ms; transition-behavior: allow-discrete; }
.still, .still > * { transition: none; }
.mono { font-family: var(--vitrine-mono); color: light-dark(#010101, #fefefe); }
.root { position: absolute; inset: 0; overflow: clip; background: var(--bg, transparent); font-size: 14px; line-height: 20px;
  text-align: left; letter-spacing: normal; word-spacing: normal; text-transform: none; text-indent: 0;
  font-style: normal; font-variant: normal; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
.pane { position: absolute; overflow-x: hidden; overflow-y: auto; outline: none; scrollbar-width: thin;
  scrollbar-color: var(--line-strong, #aaa) transparent; touch-action: pan-y pinch-zoom; cursor: var(--cursor, default);
  user-select: none; -webkit-user-select: none; margin: 0; padding: 0; border: 0; background: none; color: inherit; }
.page > .pane { scroll-padding-top: 48px; }
.root.flow { display: grid; align-items: start; justify-items: start; }
.pane.view { position: sticky; grid-area: 1 / 1; }
.pane.content { overflow: clip; touch-action: auto; }
.content > .stick { position: absolute; left: 0; right: 0; }
.content .n { scroll-margin: calc(var(--scroll-offset) + 60px) 0 8px; }
.aim { position: absolute; left: 0; width: 1px; visibility: hidden; }
.guard { position: absolute; left: 0; right: 0; top: 0; visibility: hidden; }
.guard + .guard { top: auto; bottom: 0; }
.page { position: absolute; inset: 0; pointer-events: none; }
.page > .pane { pointer-events: auto; }
.root.covered { background: #0b1020; }
.covered .pane:not(.drawer, dialog) { opacity: .6; }
dialog.pane { position: fixed; inset: 0; margin: auto; max-width: none; max-height: none; border-radius: calc(10px * var(--roundness, 1)); scroll-padding-bottom: 64px; }
dialog.pane::backdrop { background: #0b102066; }
.stick { position: sticky; top: 0; height: 0; z-index: 1; }
.clip { position: absolute; top: 0; left: 0; right: 0; overflow: clip; }
.clip > canvas { position: absolute; top: 0; left: 0; pointer-events: none; }
.layer { position: absolute; top: 0; left: 0; right: 0; transform-origin: 0 0; will-change: transform; }
.layer * { box-sizing: border-box; margin: 0; padding: 0; border: 0; background: none; outline: none; color: transparent;
  font: inherit; letter-spacing: inherit; border-radius: 0; appearance: none; text-decoration: none; cursor: inherit; }
.layer ::selection { background: color-mix(in srgb, var(--accent, #2457d6) 30%, transparent); }
.n { position: absolute; }
.t { user-select: text; -webkit-user-select: text; cursor: text; overflow: visible; white-space: normal; overflow-wrap: normal; }
.t .l { white-space: pre; }
.t a { cursor: pointer; }
pre.t { white-space: pre; overflow: auto hidden; scrollbar-width: thin; }
.n.s { overflow: auto hidden; scrollbar-width: thin; }
.layer slot { display: flow-root; color: var(--text, CanvasText); cursor: auto; user-select: text; -webkit-user-select: text; }
img.n, video.n { object-fit: contain; object-position: left top; }
/* Of the rows of a long list those in view are laid out. */
a.n { contain: strict; content-visibility: auto; }
[role=separator] { touch-action: none; }
a.n, button.n { display: block; overflow: hidden; white-space: nowrap; text-align: left; cursor: pointer; }
button.n:disabled { cursor: default; }
input.n, textarea.n { user-select: text; -webkit-user-select: text; cursor: text; color: inherit; text-align: start; resize: none; }
input.n::placeholder, textarea.n::placeholder { color: var(--faint, GrayText); opacity: 1; }
input.n[type=search]::-webkit-search-cancel-button { appearance: none; }
input.n[type=checkbox] { cursor: pointer; }
textarea.n { white-space: pre-wrap; overflow-wrap: anywhere; overflow: hidden auto; scrollbar-width: thin; tab-size: 2; }
select.n { opacity: 0; cursor: pointer; color: var(--text, CanvasText); }
select.n option { color: var(--text, CanvasText); background: var(--raised, Canvas); }
.gone { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.parked { position: absolute; inset: 0; color: transparent; }
.visible .layer { color: var(--text, CanvasText); }
.visible .layer * { color: inherit; }
/* Until there is paper (printing.ts) the text of the page is printed as it stands. */
@media print {
  :host { height: auto; overflow: visible; contain: none; }
  .root, .page { overflow: visible; background: none; }
  /* What flows lies over the strut, which has its height. */
  .root:not(.flow), .page { position: static; }
  .page > .pane { position: relative; inset: auto !important; height: auto !important; overflow: visible; }
  .root > .pane, .clip > canvas { display: none; }
  .stick, .clip { position: static; overflow: visible; }
  .layer { transform: none !important; }
  .layer .t, .layer .t * { color: #000 !important; }
}
/* As high as they are until the playground stands behind them, which takes over their height. */
.words:has(~ .root) { position: absolute; inset: 0; z-index: 1; overflow: auto; }
.words { display: flow-root; }
.words[hidden] { display: none; }
.words:not([hidden]) ~ .root { opacity: 0; }
.failure { padding: 24px; font: inherit; color: CanvasText; background: Canvas; }
.failure p { margin: 0 0 8px; overflow-wrap: anywhere; }
`;

let sheet: CSSStyleSheet | undefined;

export function styles(): CSSStyleSheet[] {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(kText + kVisible);
  }
  return [sheet, inkSheet()];
}
