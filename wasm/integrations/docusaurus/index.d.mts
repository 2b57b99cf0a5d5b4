import type { Options } from '../site.mjs';

/** `plugins: [['vitrine-playground/docusaurus', options]]` */
export default function vitrine(context: unknown, options: Options): Promise<object>;
