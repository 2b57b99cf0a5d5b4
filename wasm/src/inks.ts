// The colours of text in a layer that shows itself.

const inks = new Map<string, string>();
let sheet: CSSStyleSheet | undefined;

/** The colours of text, each a class with a rule: thousands of words cost no style of their own. */
export function inkSheet(): CSSStyleSheet {
  return (sheet ??= new CSSStyleSheet());
}

/** The class of a colour as the module writes it, `#rrggbbaa`. */
export function inkOf(color: string): string {
  let name = inks.get(color);
  if (!name) {
    inks.set(color, (name = `k${inks.size}`));
    const rules = inkSheet();
    rules.insertRule(`.visible .layer .${name} { color: ${color}; }`, rules.cssRules.length);
  }
  return name;
}
