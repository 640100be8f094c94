// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { desktopCalls, settingsSchema } from '@shared/contract/desktop'
import { engineCalls } from '@shared/contract/engine'
import { phrase, sayPhrase, type Phrase } from '@shared/phrase'
import { LAYERS } from '@shared/layers'
import { recipeSchema } from '@shared/model/recipe'
import { modelSpecSchema } from '@shared/model/spec'
import { checkValue, ownWords, type SchemaFault } from '@shared/schema-fault'
import { lessons } from '../views/lessons/lessons'
import { errors } from './zh/errors'

/** Every schema that something from outside is held against, by what it is. */
const SCHEMAS: readonly (readonly [string, z.ZodType])[] = [
  ['a recipe', recipeSchema],
  ['a network', modelSpecSchema],
  ['the settings', settingsSchema],
  ...Object.entries(LAYERS).map(([kind, { schema }]) => [`a ${kind}`, schema] as const),
  ...Object.entries(engineCalls).map(([name, { input }]) => [name, input] as const),
  ...Object.entries(desktopCalls).map(([name, { input }]) => [name, input] as const),
  ...lessons.map(({ id, experiment }) => [`the lesson ${id}`, experiment.schema] as const),
]

const WRONG: readonly unknown[] = [
  ...[undefined, null, true, NaN, Infinity, -Infinity, -1, 0, 0.5, 7, 2 ** 40, 1e300],
  ...['', 'nonsense', 'x'.repeat(200_000), [], [[]], [1, 'x'], [1, 2, 3, 4, 5, 6, 7]],
  ...[{}, { kind: 'nonsense' }, { kind: 'sgd', unknown: 1 }, new Map(), new Date(0)],
]

/** A schema as far as it is walked into here. */
interface AnyDef {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly in?: z.ZodType
  readonly items?: readonly z.ZodType[]
  readonly options?: readonly z.ZodType[]
  readonly values?: readonly unknown[]
  readonly valueType?: z.ZodType
}

/** Values of the schema's form, whose every leaf is `leaf`; a discriminator stays what it is. */
function* filled(schema: z.ZodType, leaf: unknown): Generator {
  const def = schema.def as unknown as AnyDef
  const inner = def.innerType ?? def.in
  if (inner) yield* filled(inner, leaf)
  else if (def.type === 'literal') yield def.values?.[0]
  else if (def.options) for (const option of def.options) yield* filled(option, leaf)
  else if (def.element) yield [first(def.element, leaf), leaf]
  else if (def.items) yield def.items.map((item) => first(item, leaf))
  else if (def.valueType) yield { key: first(def.valueType, leaf) }
  else if (def.shape) {
    const names = Object.entries(def.shape)
    yield Object.fromEntries(names.map(([name, field]) => [name, first(field, leaf)]))
    for (const [name, field] of names)
      for (const value of filled(field, leaf)) yield { [name]: value, unknown: leaf }
  } else yield leaf
}

const first = (schema: z.ZodType, leaf: unknown): unknown => filled(schema, leaf).next().value

const textsOf = ({ text, values }: Phrase): string[] => [
  text,
  ...values.flatMap((value) => (typeof value === 'object' ? textsOf(value) : [])),
]

const faultsOf = (schema: z.ZodType): readonly SchemaFault[] =>
  WRONG.flatMap((leaf) =>
    [leaf, ...filled(schema, leaf)].flatMap((value) => {
      const result = checkValue(schema, value)
      return result.success ? [] : result.faults
    }),
  )

describe('what a schema refuses', () => {
  it.each(SCHEMAS)('%s is said in our own words, in both languages', (_, schema) => {
    const faults = faultsOf(schema)
    expect(faults.length).toBeGreaterThan(0)
    const said = new Set(faults.flatMap(({ words }) => textsOf(words)))
    expect([...said].filter((text) => !(text in errors))).toEqual([])
    const sentences = faults.map(({ words }) => sayPhrase(words))
    expect(sentences.filter((text) => /Invalid|Too (big|small)|Unrecognized/.test(text))).toEqual(
      [],
    )
  })

  const refusal = (schema: z.ZodType, value: unknown): string | undefined => {
    const result = checkValue(schema, value)
    return result.success
      ? undefined
      : result.faults.map(({ field, words }) => `${field}: ${sayPhrase(words)}`).join('; ')
  }
  const size = z.union([z.number().int().min(1), z.tuple([z.number(), z.number()])])
  const kinds = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('a'), n: z.number().gt(0).lt(1) }),
    z.strictObject({ kind: z.literal('b') }),
  ])
  it.each<[string, z.ZodType, unknown, string]>([
    ['what is left out', z.strictObject({ n: z.number() }), {}, 'n: is missing'],
    ['another kind of value', z.number(), 'many', ': must be a number, but is "many"'],
    ['no whole number', z.number().int(), 2.5, ': must be a whole number, but is 2.5'],
    ['infinity', z.number(), Infinity, ': must be a finite number, but is Infinity'],
    ['a bound', kinds, { kind: 'a', n: 1 }, 'n: must be less than 1, but is 1'],
    ['an unknown field', kinds, { kind: 'b', m: 1 }, ': has no field "m"'],
    ['an unknown kind', kinds, { kind: 'c' }, 'kind: must be one of a, b, but is "c"'],
    ['no kind', kinds, {}, 'kind: is missing: one of a, b'],
    ['the nearest form of several', size, 0, ': must be at least 1, but is 0'],
    ['a place inside a form', size, [1, 'x'], '1: must be a number, but is "x"'],
    ['no form of several', size, 'x', ': must be a number or a list, but is "x"'],
    ['an empty list', z.array(z.string()).min(1), [], ': must have at least one entry'],
    [
      'a long list',
      z.array(z.string()).max(1),
      ['a', 'b'],
      ': must have at most 1 entries, but has 2',
    ],
    ['no text', z.string().min(1), '', ': must not be empty'],
    [
      'a pattern',
      z.string().regex(/^a$/, ownWords(phrase`must be a text`)),
      'b',
      ': must be a text',
    ],
  ])('%s is named with its place', (_, schema, value, words) => {
    expect(refusal(schema, value)).toBe(words)
  })
})
