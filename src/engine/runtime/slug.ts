import { randomBytes } from 'node:crypto'

/**
 * A title as a name that every file system takes: small letters without accents, digits, hyphens.
 * @param fallback where nothing is left of it
 * @param most characters
 */
export const slug = (title: string, fallback = 'model', most = 60): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most) || fallback

/** A new id for something of this title, which nothing else has. */
export const newId = (title: string): string => `${slug(title)}-${randomBytes(3).toString('hex')}`
