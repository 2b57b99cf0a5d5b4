// The layer where it shows itself: until there is a picture, without WebGL and in forced colours. Its boxes are those
// of the nodes, its colours the theme's; roles, states and looks say what a node is drawn as.

/** Lengths and fonts are those of app/ui (scale.h, button.cpp, tabs.cpp, chip.cpp). Outlines and negative margins
 * move nothing: text and boxes stand where the module has put them. */
export const kVisible = `
.visible .clip > canvas { display: none; }
.visible .pane { background: var(--bg); }
.visible .pane:is([role=navigation], [role=search], [role=banner], [role=group]) { background: var(--surface); }
.visible .pane:is([role=navigation], [role=search]) { box-shadow: inset -1px 0 var(--line); }
.visible .pane[role=banner] { box-shadow: inset 0 -1px var(--line); }
.visible .pane[role=group] { box-shadow: inset 1px 0 var(--line); }
.visible :is(dialog.pane, dialog .pane, .drawer.pane) { background: var(--raised); box-shadow: 0 0 0 1px var(--line-strong); }
.visible .t a:hover { text-decoration: underline; }
.visible .t code { margin-right: -5px; padding: 1px 5px 1px 0; border-radius: calc(4px * var(--roundness, 1)); background: var(--code);
  outline: 1px solid var(--line); outline-offset: -1px; }
.visible .t code[style*=margin-left] { margin-left: 0 !important; padding-left: 5px; }

.visible button.n { display: flex; align-items: center; justify-content: center; border-radius: calc(8px * var(--roundness, 1)); color: var(--text);
  background: var(--raised); outline: 1px solid var(--line-strong); outline-offset: -1px; font-size: 13px; font-weight: 500;
  line-height: 1; white-space: pre; }
.visible button.n:hover { background: color-mix(in srgb, var(--raised), var(--text) 5%); }
.visible button.n[data-look=primary] { background: var(--accent); color: var(--on-accent); outline: none; }
.visible button.n:is([data-look=quiet], [data-look=link], [role=tab]) { background: none; outline: none; color: var(--muted);
  border-radius: calc(6px * var(--roundness, 1)); font-size: 12.5px; font-weight: 400; }
.visible button.n[data-look=link] { justify-content: flex-start; color: var(--accent); }
.visible button.n:is([data-look=quiet], [role=tab]):hover { color: var(--text); background: color-mix(in srgb, transparent, var(--text) 6%); }
.visible button.n[data-look=link]:hover { text-decoration: underline; }
.visible button.n[role=tab][aria-selected=true] { color: var(--text); background: var(--raised); outline: 1px solid var(--line);
  font-weight: 500; }
.visible button.n:disabled { color: var(--faint); opacity: .7; }
.visible .pane:has([role=listbox]) { background: var(--raised); box-shadow: 0 0 0 1px var(--line-strong); }
.visible button.n[role=option] { justify-content: flex-start; padding: 0 8px; color: var(--text); font: 12.5px var(--vitrine-mono); }
.visible button.n[role=option][aria-selected=true] { background: var(--accent-soft); }

.visible a.n { align-content: center; padding: 0 8px; border-radius: calc(6px * var(--roundness, 1)); white-space: normal; text-overflow: ellipsis; }
.visible [role=navigation] a.n:has(.verb) { padding-left: 64px; text-indent: -56px; line-height: 16px; }
.visible .verb { margin-right: -4px; text-indent: 0; }
.visible [role=search] a.n { padding-left: 36px; font-size: 15px; font-weight: 600; white-space: nowrap; }
.visible [role=search] a.n::before { position: absolute; left: 8px; top: 6px; width: 20px; height: 20px; border-radius: calc(5px * var(--roundness, 1));
  background: linear-gradient(135deg, var(--accent), #54b6c9); content: ""; }
.visible a.n:hover { background: color-mix(in srgb, transparent, var(--text) 6%); }
.visible a.n[aria-current] { background: var(--accent-soft); box-shadow: inset 3px 0 var(--accent); font-weight: 500; }
.visible .verb { display: inline-block; min-width: 56px; padding-right: 10px; color: var(--muted); text-align: right;
  font: 600 10.5px var(--vitrine-mono); }
.visible .verb.get { color: var(--get); }
.visible .verb.post { color: var(--post); }
.visible .verb.put { color: var(--put); }
.visible .verb.patch { color: var(--patch); }
.visible .verb.delete { color: var(--delete); }
.visible [role=navigation] :is(h1, h2, h3, h4, h5, h6, button:not([data-look]), button:not([data-look]) + a).n { display: flex; align-items: center; justify-content: flex-start;
  padding: 6px 8px 0; background: none; outline: none; color: var(--muted); font-size: 12px; font-weight: 600; }
.visible [role=navigation] button:not([data-look]).n { color: transparent; font-size: 0; }
.visible [role=navigation] button:not([data-look]).n::before { width: 5px; height: 5px; margin: -3px 0 0 4px; border: solid var(--muted); border-width: 0 1.5px 1.5px 0;
  rotate: 45deg; content: ""; }
.visible [role=navigation] button[aria-expanded=false]:not([data-look]).n::before { rotate: -45deg; }
.visible [role=navigation] button:not([data-look]) + a.n { padding-left: 0; }

.visible :is(input, textarea, select).n { border-radius: calc(8px * var(--roundness, 1)); background-color: var(--raised); outline: 1px solid var(--field);
  outline-offset: -1px; opacity: 1; }
.visible select.n { padding: 0 24px 0 10px; text-overflow: ellipsis; background-repeat: no-repeat; background-size: 4px 4px;
  background-position: right 15px center, right 11px center;
  background-image: linear-gradient(45deg, transparent 50%, var(--faint) 50%), linear-gradient(-45deg, transparent 50%, var(--faint) 50%); }
.visible select.n[data-look=quiet] { padding-left: 8px; outline: none; background-color: transparent; color: var(--muted); }
.visible input.n[type=checkbox] { max-width: 18px; max-height: 18px; margin-top: 8px; appearance: auto; accent-color: var(--accent);
  outline: none; }
.visible input.n[type=checkbox]:disabled { margin-top: 0; }
.visible :is(input, textarea, select).n[aria-invalid=true] { outline-color: var(--bad); box-shadow: 0 0 0 3px color-mix(in srgb, transparent, var(--bad) 20%); }
.visible textarea.n[tabindex="-1"] { outline: none; }
.visible :is(input, textarea, select).n:disabled { background-color: var(--surface); }

.visible [data-look=card] { border-radius: calc(10px * var(--roundness, 1)); background: var(--raised); outline: 1px solid var(--line); outline-offset: -1px; }
.visible .t:is([data-look=code], [data-look=route], [data-look=chip], [data-look=status]) { box-sizing: content-box;
  outline: 1px solid var(--line); outline-offset: -1px; }
.visible .t[data-look=code] { margin: -10px -14px; padding: 10px 14px; border-radius: calc(8px * var(--roundness, 1)); background: var(--code); }
.visible .t[data-look=route] { margin: -5px -12px; padding: 5px 12px; border-radius: calc(8px * var(--roundness, 1)); background: var(--code); }
.visible .t[data-look=chip] { margin: 0 -9px; padding: 0 9px; border-radius: calc(10px * var(--roundness, 1)); }
.visible .t[data-look=status] { margin: 0 -9px; padding: 0 9px; border-radius: calc(6px * var(--roundness, 1)); outline: none;
  background: color-mix(in srgb, transparent, currentColor 12%); }
.visible [data-look=line] { border-top: 1px solid var(--line); }
.visible [data-look=callout] { border-radius: calc(8px * var(--roundness, 1)); background: var(--accent-soft); }
.visible [data-look=danger] { border-radius: calc(8px * var(--roundness, 1)); background: var(--bad-soft);
  outline: 1px solid color-mix(in srgb, var(--bad-soft), var(--bad) 35%); outline-offset: -1px; }
.visible [data-mark]:not(:has(> input))::before { position: absolute; width: 16px; content: attr(data-mark); color: var(--faint);
  line-height: 22px; text-align: right; }
.visible .layer :is(.n, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

@media (forced-colors: active) {
  .visible :is(.pane, [data-look], [role=tab][aria-selected=true], .n:is(input, textarea, select)) { outline: 1px solid CanvasText; outline-offset: -1px; }
  .visible .layer .n:is(input, textarea, select) { outline: 1px solid CanvasText; outline-offset: -1px; }
  .visible button.n:not([data-look=link], [role=tab], [role=navigation] *) { outline: 1px solid ButtonBorder; outline-offset: -1px; }
  .visible .layer :is([data-look=link], [data-look=line]) { outline: none; }
  .visible button.n:disabled { color: GrayText; outline-color: GrayText; opacity: 1; }
  .visible select.n { appearance: auto; background-image: none; }
  .visible .t code { outline: 1px solid CanvasText; }
  .visible .layer .n[aria-invalid=true] { outline: 2px dashed CanvasText; }
  .visible a.n { text-decoration: underline; }
  .visible :is(a.n[aria-current], [role=tab][aria-selected=true]) { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .visible .layer :is(a.n[aria-current], [role=tab][aria-selected=true]) * { color: HighlightText; }
  .visible .layer :is(.n, a):focus-visible { outline: 3px solid Highlight; outline-offset: 1px; }
}
`;
