import { z } from 'zod'
import { AppError, phrase, type Phrase } from '../../errors'

/** The most names, and the most characters of one. */
const MOST = 65_536
const LONGEST = 200

const index = z.number().int().min(0).max(MOST)
/** A name, or what ImageNet's index files have: its synset and its name. */
const nameSchema = z.union([z.string(), z.tuple([z.string(), z.string()]).transform(([, n]) => n)])
const listSchema = z.array(nameSchema)
const wrappedSchema = z.object({ labels: listSchema })
const byNameSchema = z.record(z.string(), index)
const byIndexSchema = z.record(z.string().regex(/^\d{1,5}$/), nameSchema)

const unreadable = (why: Phrase): AppError =>
  new AppError(
    'invalid-file',
    phrase`The labels can't be read: ${why}. Give one name a line, a JSON list, or a JSON object of names and places as ImageNet's index files are.`,
  )

/**
 * Names of classes from a text: one a line, also with its number or its synset before it, as a JSON
 * list, or as a JSON object from places to names or from names to places.
 * @throws AppError `invalid-file`
 */
export function parseLabels(text: string): readonly string[] {
  const plain = text.replace(/^\uFEFF/, '').trim()
  const names = /^[[{]/.test(plain) ? fromJson(plain) : fromLines(plain)
  if (names.length === 0) throw unreadable(phrase`there is none`)
  if (names.length > MOST) throw unreadable(phrase`there are ${names.length}, and at most ${MOST}`)
  return names.map((name) => name.trim().slice(0, LONGEST))
}

/** What may stand before the name in each line: its place, or ImageNet's synset. */
const PREFIXES = [/^(\d{1,5})[\s,:;]+(?=\S)/, /^n\d{8}\s+(?=\S)/]

function fromLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const [numbered, synset] = PREFIXES
  const places = lines.map((line) => Number(numbered?.exec(line)?.[1] ?? NaN))
  const first = places[0] ?? NaN
  const isNumbered = first <= 1 && places.every((place, i) => place === first + i)
  if (numbered && isNumbered) return lines.map((line) => line.replace(numbered, ''))
  if (synset && lines.every((line) => synset.test(line)))
    return lines.map((line) => line.replace(synset, ''))
  return lines
}

function fromJson(text: string): readonly string[] {
  const value = parsed(text)
  const list = listSchema.safeParse(value)
  if (list.success) return list.data
  const wrapped = wrappedSchema.safeParse(value)
  if (wrapped.success) return wrapped.data.labels
  const byIndex = byIndexSchema.safeParse(value)
  if (byIndex.success)
    return inPlaces(Object.entries(byIndex.data).map(([place, name]) => [Number(place), name]))
  const byName = byNameSchema.safeParse(value)
  if (byName.success)
    return inPlaces(Object.entries(byName.data).map(([name, place]) => [place, name]))
  throw unreadable(phrase`it is JSON of another form`)
}

/** Names in the order of their places, which are 0, 1, 2 … */
function inPlaces(entries: readonly (readonly [number, string])[]): readonly string[] {
  const sorted = [...entries].sort(([a], [b]) => a - b)
  const at = sorted.findIndex(([place], i) => place !== i)
  if (at >= 0) throw unreadable(phrase`none or several have the place ${at}`)
  return sorted.map(([, name]) => name)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(phrase`it begins like JSON and is none`)
  }
}
