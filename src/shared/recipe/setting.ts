import { z } from 'zod'
import type { Label } from '../label'

/** A setting that some optimizers or schedules have. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** Its bounds, and its default where a recipe may leave it out. */
  readonly schema: S
  /** Its label in a form. */
  readonly label: Label
  /** Its name in an English sentence: "warm-up epochs". */
  readonly term: string
  /** The initial value in a form where the schema has no default. */
  readonly start?: z.output<S>
}

type Settings = Readonly<Record<string, Setting>>
type Shape<K extends string, S extends Settings> = {
  [F in 'kind' | keyof S]: F extends 'kind' ? z.ZodLiteral<K> : S[F]['schema']
}

/** One optimizer or schedule: its name in recipes, its settings, and the schema of both. */
export interface Kind<K extends string = string, S extends Settings = Settings> {
  readonly kind: K
  readonly label: Label
  readonly settings: S
  readonly schema: z.ZodObject<Shape<K, S>, z.core.$strict>
}

/** Makes the schema `{ kind, …settings }` of a kind. */
export function kindOf<const K extends string, S extends Settings>(
  kind: K,
  label: Label,
  settings: S,
): Kind<K, S> {
  const fields = Object.entries(settings).map(([name, { schema }]) => [name, schema])
  const shape = { kind: z.literal(kind), ...Object.fromEntries(fields) } as Shape<K, S>
  return { kind, label, settings, schema: z.strictObject(shape) }
}

type SchemasOf<L extends readonly Pick<Kind, 'schema'>[]> = {
  -readonly [I in keyof L]: L[I]['schema']
}

/** The schema of one of several kinds, distinguished by their names. */
export const unionOf = <
  const L extends readonly [{ schema: z.ZodObject }, ...{ schema: z.ZodObject }[]],
>(
  kinds: L,
): z.ZodDiscriminatedUnion<SchemasOf<L>, 'kind'> =>
  z.discriminatedUnion('kind', kinds.map(({ schema }) => schema) as never)

/** The names of several kinds. */
export const kindsOf = <const L extends readonly { kind: string }[]>(
  kinds: L,
): readonly L[number]['kind'][] => kinds.map(({ kind }) => kind)
