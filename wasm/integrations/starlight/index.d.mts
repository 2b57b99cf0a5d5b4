import type { Options } from '../site.mjs';

/** `starlight({ plugins: [vitrine(options)] })` */
export default function vitrine(options?: Options): {
  name: string;
  hooks: { 'config:setup'(setup: never): Promise<void> };
};
