// What a page downloads but the spec: every page file with its sizes, and the brotli total (sizes
// of the files, quality 11) against the budget: of what opens a page, and with what is loaded once
// somebody uses it. Exit 1 where the first exceeds the budget.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BUDGET = 300 * 1024;
const AIM = 250 * 1024;
const PEER = 165 * 1024; // the smallest playground one would otherwise choose
// Example pages and types are not part of what a reader of /docs downloads.
const NOT_COUNTED = /^embed\b|\.d\.ts$/;
const LATER = /^vitrine\/(later|manners|remedies)-/;

const folder =
  process.env.VITRINE_PAGE ??
  path.join(path.dirname(fileURLToPath(import.meta.url)), '../../build/page');
const size = (name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size;
const names = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => !/\.(br|gz)$/.test(name) && statSync(path.join(folder, name)).isFile());

const rows = names
  .map((name) => {
    const identity = size(name);
    return {
      name,
      identity,
      gzip: size(`${name}.gz`) ?? identity,
      brotli: size(`${name}.br`) ?? identity,
    };
  })
  .sort((a, b) => b.brotli - a.brotli);

const line = (name, ...sizes) =>
  console.log(name.padEnd(40) + sizes.map((n) => String(n).padStart(11)).join(''));
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
line('file', 'identity', 'gzip', 'brotli');
const total = { identity: 0, gzip: 0, brotli: 0 };
let later = 0;
for (const { name, identity, gzip, brotli } of rows) {
  const counted = !NOT_COUNTED.test(name);
  line(counted ? name : `${name} (not counted)`, identity, gzip, brotli);
  if (!counted) continue;
  if (LATER.test(name)) {
    later += brotli;
    continue;
  }
  total.identity += identity;
  total.gzip += gzip;
  total.brotli += brotli;
}
line('total without what comes later', total.identity, total.gzip, total.brotli);
console.log(
  `\n${kilobytes(total.brotli)} brotli: ${Math.round((total.brotli / BUDGET) * 100)} % of the budget ${kilobytes(BUDGET)}, ` +
    `${Math.round((total.brotli / AIM) * 100)} % of ${kilobytes(AIM)}, ${(total.brotli / PEER).toFixed(2)} × the smallest peer; ` +
    `${kilobytes(total.brotli + later)} once somebody uses it`,
);
process.exit(total.brotli <= BUDGET ? 0 : 1);
