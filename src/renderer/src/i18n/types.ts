/** Any nesting of message texts. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** The same keys as `T`, with other texts: what a translation has to satisfy. */
export type Translation<T extends MessageTree> = {
  readonly [K in keyof T]: T[K] extends MessageTree ? Translation<T[K]> : string
}

/** Dotted paths to every text of `T`. */
export type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]
