import type { Options } from '../site.mjs';

/** `export default withVitrine({ … }, options)` around the configuration. */
export function withVitrine<T extends object>(
  configuration: T,
  options?: Options & {
    /** The folder of `.vitepress`; by default the one that the command line names. */
    root?: string;
  },
): Promise<T>;
