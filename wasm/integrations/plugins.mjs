// Puts the plugins for documentation tools into the npm package.
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Adds them to the package's `folder`, and to what its `manifest` exports. */
export function addPlugins(folder, manifest) {
  for (const name of ['site.mjs', 'site.d.mts', 'docusaurus', 'starlight', 'vitepress'])
    cpSync(path.join(here, name), path.join(folder, 'plugins', name), { recursive: true });
  const entries = JSON.parse(readFileSync(path.join(here, 'exports.json'), 'utf8'));
  Object.assign(manifest.exports, entries);
  manifest.files.push('plugins');
}
