/** The name of something in a list, in the languages of the window. */
export interface Label {
  readonly en: string
  readonly zh: string
}

/** A name that is the same in every language. */
export const everywhere = (name: string): Label => ({ en: name, zh: name })
