// Debian's Firefox over WebDriver BiDi, in a window: it has WebGL 2 only there. `node firefox.mjs` prints the
// pattern of the scenarios it runs, for --test-name-pattern.
import { fileURLToPath } from 'node:url';
import { firefox } from 'playwright-core';

/** What BiDi or Firefox cannot do yet, by scenario. */
const kSkipped = {
  PicturesAreShownAndBodiesKeptAsFiles: 'Playwright hears of no download over BiDi',
  TheListIsResizedAndKeepsItsWidth: 'two clicks over BiDi are no double click',
  TheThemeIsChosenAndRemembered: 'BiDi does not emulate colour schemes',
  OnAPhoneTheOperationsAreBehindAButton: 'BiDi has no touch screen in Playwright',
  OnAPhoneTheFormIsOnePressAwayAndTheAnswerComesIntoView: 'the same',
};

export function launchFirefox() {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: false,
    firefoxUserPrefs: { 'webgl.force-enabled': true },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  // Node.js looks at a test's name alone, and again at the names of its ancestors, a space and its name.
  console.log(`/^ ?(?!(?:${Object.keys(kSkipped).join('|')})$)[A-Z]/`);
