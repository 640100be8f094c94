import { randomBytes } from 'node:crypto'

/**
 * A title as a name that every file system accepts: lower-case letters without accents, digits,
 * hyphens.
 * @param fallback the name if no character of the title is left
 * @param most characters
 */
export const slug = (title: string, fallback = 'model', most = 60): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most) || fallback

/** A new id made from a title, with a random part that keeps ids of the same title apart. */
export const newId = (title: string): string => `${slug(title)}-${randomBytes(3).toString('hex')}`
