/** Any nesting of message texts. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** The same keys as `T`, with other texts: what a translation has to satisfy. */
export type Translation<T extends MessageTree> = {
  readonly [K in keyof T]: T[K] extends MessageTree ? Translation<T[K]> : string
}
