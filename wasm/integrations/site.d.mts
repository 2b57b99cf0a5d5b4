// The options that the plugins share.

/** Pages of a description's operations. */
export interface Pages {
  /** The description, below the folder that the site gives as it is (`/openapi.json`). */
  spec: string;
  /** The folder of the pages, `api` by default. */
  folder?: string;
  /** Their name in the sidebar, `API` by default. */
  label?: string;
}

export interface Options {
  pages?: Pages | Pages[];
  /** The command that writes words, `vitrine` by default. */
  vitrine?: string;
  /** The address of `vitrine.js`, where the element is not to be bundled with the site. */
  script?: string;
}
