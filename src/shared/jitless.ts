import { z } from 'zod'

/**
 * Imported first by every entry: zod's compiled parsers probe `new Function`, which the window's
 * content security policy refuses and reports; the choice is made when a schema is created, so this
 * module must be imported before any schema.
 */
z.config({ jitless: true })
