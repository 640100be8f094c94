import type { z } from 'zod'
import { inEnglish, phrase, sayPhrase, type Phrase, type Words } from './phrase'

type Issue = z.core.$ZodIssue

/** Why a schema refuses a value, and where. */
export interface SchemaFault {
  readonly path: readonly PropertyKey[]
  /** The path as people write it: "layers.3.kernel"; empty for the value itself. */
  readonly field: string
  /** What is wrong there, in our own words: "must be at least 1, but is 0". */
  readonly words: Phrase
  /** The schema's own issue, for programs that distinguish faults. */
  readonly issue: Issue
}

export type Checked<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly faults: readonly [SchemaFault, ...SchemaFault[]] }

/**
 * Checks a value against a schema. This is the only way from a refusal to a sentence: the library's
 * own sentences have no translation and are never shown.
 */
export function checkValue<S extends z.ZodType>(schema: S, value: unknown): Checked<z.output<S>> {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success ? result : { success: false, faults: faultsOf(result.error) }
}

/** The faults of a refusal that was thrown. */
export function faultsOf(error: z.ZodError): readonly [SchemaFault, ...SchemaFault[]] {
  const [first, ...rest] = error.issues.map((issue) => asFault(innermost(issue)))
  if (!first) throw new Error('a schema refused a value without saying why')
  return [first, ...rest]
}

const OWN_WORDS = new Map<string, Phrase>()

/**
 * Our own words for a rule that a schema states by a pattern or a function; the schema returns them
 * where the rule is broken.
 */
export function ownWords(words: Phrase): string {
  const english = sayPhrase(words)
  OWN_WORDS.set(english, words)
  return english
}

const asFault = (issue: Issue): SchemaFault => ({
  path: issue.path,
  field: issue.path.map(String).join('.'),
  words: wordsOf(issue),
  issue,
})

/** The most informative fault inside a union, a map or a set, with its complete path. */
function innermost(issue: Issue): Issue {
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    const [inner] = issue.issues
    return inner ? below(issue, inner) : issue
  }
  if (issue.code !== 'invalid_union') return issue
  // A branch that accepts this kind of value has the best description of the fault.
  const [best] = issue.errors
    .filter((branch) => !branch.some((inner) => isOtherKind(inner)))
    .sort((a, b) => a.length - b.length)
  const [inner] = best ?? []
  return inner ? below(issue, inner) : issue
}

const below = (outer: Issue, inner: Issue): Issue =>
  innermost({ ...inner, path: [...outer.path, ...inner.path] })

const isOtherKind = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')

function wordsOf(issue: Issue): Phrase {
  const own = OWN_WORDS.get(issue.message)
  if (own) return own
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
      return unlike(issue, expectationOf(issue))
    case 'invalid_union':
      return unlikeAll(issue)
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'not_multiple_of':
      return phrase`must be a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return phrase`has no field "${issue.keys.join('", "')}"`
    case 'custom':
      return isPhrase(issue.params?.phrase) ? issue.params.phrase : phrase`is not allowed here`
    case 'invalid_format':
      return phrase`has a form that is not allowed here`
    case 'invalid_key':
    case 'invalid_element':
      return phrase`is not allowed here`
  }
}

const isPhrase = (value: unknown): value is Phrase =>
  typeof value === 'object' && value !== null && 'text' in value && 'values' in value

const unlike = (issue: Issue, expected: Words): Phrase =>
  isLeftOut(issue) ? phrase`is missing` : withInput(phrase`must be ${expected}`, issue)

/** A thrown refusal does not contain the value, so the sentence leaves it out. */
const withInput = (rule: Phrase, issue: Issue): Phrase =>
  'input' in issue ? phrase`${rule}, but is ${shown(issue.input)}` : rule
const withLength = (rule: Phrase, issue: Issue): Phrase =>
  'input' in issue ? phrase`${rule}, but has ${lengthOf(issue.input)}` : rule

const isLeftOut = (issue: Issue): boolean => 'input' in issue && issue.input === undefined

/** What a schema would have accepted. */
function expectationOf(issue: Issue): Words {
  if (issue.code === 'invalid_value') {
    const [only] = issue.values
    return issue.values.length === 1 ? String(only) : oneOf(issue.values)
  }
  if (issue.code !== 'invalid_type') return phrase`something else`
  const isNumber = typeof issue.input === 'number' && !Number.isNaN(issue.input)
  if (issue.expected === 'number' && isNumber) return phrase`a finite number`
  return KINDS[issue.expected] ?? phrase`something else`
}

const KINDS: Readonly<Partial<Record<string, Phrase>>> = {
  number: phrase`a number`,
  int: phrase`a whole number`,
  string: phrase`a text`,
  boolean: phrase`true or false`,
  array: phrase`a list`,
  tuple: phrase`a list`,
  object: phrase`an object`,
  record: phrase`an object`,
}

const oneOf = (values: readonly unknown[]): Phrase =>
  phrase`one of ${values.map(String).join(', ')}`

function unlikeAll(issue: Extract<Issue, { code: 'invalid_union' }>): Phrase {
  if ('options' in issue && issue.options && issue.discriminator !== undefined) {
    if (!('input' in issue)) return unlike(issue, oneOf(issue.options))
    const given = Object(issue.input) as Readonly<Record<string, unknown>>
    const value = given[issue.discriminator]
    return value === undefined
      ? phrase`is missing: ${oneOf(issue.options)}`
      : unlike({ ...issue, input: value }, oneOf(issue.options))
  }
  const expected = new Map(
    issue.errors
      .flatMap((branch) => branch.slice(0, 1).map(expectationOf))
      .map((words) => [inEnglish(words), words]),
  )
  const [last = phrase`something else`, ...others] = [...expected.values()].reverse()
  const [first, ...between] = others.reverse()
  if (first === undefined) return unlike(issue, last)
  const listed = between.reduce<Words>((left, right) => phrase`${left}, ${right}`, first)
  return unlike(issue, phrase`${listed} or ${last}`)
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): Phrase {
  const least = Number(issue.minimum)
  if (issue.origin === 'string')
    return least === 1 ? phrase`must not be empty` : phrase`must have at least ${least} characters`
  if (hasEntries(issue.origin))
    return least === 1
      ? phrase`must have at least one entry`
      : withLength(phrase`must have at least ${least} entries`, issue)
  return withInput(
    issue.inclusive ? phrase`must be at least ${least}` : phrase`must be more than ${least}`,
    issue,
  )
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): Phrase {
  const most = Number(issue.maximum)
  if (issue.origin === 'string')
    return withLength(phrase`must have at most ${most} characters`, issue)
  if (hasEntries(issue.origin)) return withLength(phrase`must have at most ${most} entries`, issue)
  return withInput(
    issue.inclusive ? phrase`must be at most ${most}` : phrase`must be less than ${most}`,
    issue,
  )
}

const hasEntries = (origin: string): boolean => ['array', 'set', 'map'].includes(origin)

function lengthOf(input: unknown): number {
  if (typeof input === 'string' || Array.isArray(input)) return input.length
  return input instanceof Map || input instanceof Set ? input.size : 0
}

const LONGEST = 40

/** A value in the form used in a sentence. */
function shown(value: unknown): Words {
  if (typeof value === 'string')
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
  if (Array.isArray(value)) return phrase`a list`
  if (typeof value === 'object' && value !== null) return phrase`an object`
  return String(value)
}
