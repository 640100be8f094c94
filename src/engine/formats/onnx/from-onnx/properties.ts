import { checkNormalisation } from '@shared/model/normalisation'
import { normalisationSchema, type Normalisation } from '@shared/model/recipe'
import type { ModelProto } from '../proto/onnx_pb'

/** What a file says of its pictures and classes, where programs write it: its properties. */
export interface Properties {
  readonly classes?: readonly string[]
  readonly normalisation?: Normalisation
}

/** `names` is Ultralytics' key, `id2label` Hugging Face's, `label_names` timm's. */
const CLASSES = ['names', 'classes', 'class_names', 'labels', 'label_names', 'id2label']
const MEANS = ['mean', 'image_mean', 'input_mean', 'normalization_mean']
const DEVIATIONS = ['std', 'image_std', 'input_std', 'normalization_std']
/** Keys whose value is an object of such keys. */
const OBJECTS = ['pretrained_cfg', 'preprocessor_config', 'preprocessing', 'config']
/** Longer texts and names are no labels. */
const [LONGEST_TEXT, LONGEST_NAME, MOST_NAMES] = [2 ** 20, 200, 65_536]

type Facts = ReadonlyMap<string, unknown>

function parsed(text: string): unknown {
  if (text.length > LONGEST_TEXT) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function factsIn({ metadataProps }: ModelProto): Facts {
  const facts = new Map<string, unknown>()
  for (const { key, value } of metadataProps) {
    const content = parsed(value)
    facts.set(key.toLowerCase(), content)
    if (OBJECTS.includes(key.toLowerCase()) && typeof content === 'object' && content)
      for (const [inner, each] of Object.entries(content))
        if (!facts.has(inner.toLowerCase())) facts.set(inner.toLowerCase(), each)
  }
  return facts
}

const first = <T>(facts: Facts, keys: readonly string[], read: (value: unknown) => T | undefined) =>
  keys.map((key) => read(facts.get(key))).find((found) => found !== undefined)

/** A list as JSON or as Python writes it, or one name a line; or numbered names. */
function namesIn(value: unknown): readonly string[] | undefined {
  const names = typeof value === 'string' ? namesInText(value) : namesInValue(value)
  const areNames =
    names !== undefined &&
    names.length >= 1 &&
    names.length <= MOST_NAMES &&
    names.every((name) => name.length <= LONGEST_NAME)
  return areNames ? names : undefined
}

function namesInValue(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value))
    return value.every((each) => typeof each === 'string') ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return numbered(Object.entries(value))
}

/** Names by their numbers, which must be 0, 1, 2 and so on. */
function numbered(entries: readonly (readonly [string, unknown])[]): readonly string[] | undefined {
  const byNumber = new Map(entries)
  const names = entries.map((_, i) => byNumber.get(String(i)))
  return names.every((name) => typeof name === 'string') ? names : undefined
}

const QUOTED = /(?:(\d+)\s*:\s*)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g

function namesInText(text: string): readonly string[] | undefined {
  const isPython = /^\s*[[({]/.test(text)
  if (!isPython) return text.includes('\n') ? text.trim().split(/\r?\n/) : text.split(/\s*,\s*/)
  const entries = [...text.matchAll(QUOTED)].map(([, number, single, double], i) => {
    const name = (single ?? double ?? '').replace(/\\(.)/g, '$1')
    return [number ?? String(i), name] as const
  })
  return numbered(entries)
}

/** One number, or one for each channel: a list, or a text of numbers. */
function numbersIn(value: unknown): number[] | undefined {
  const list =
    typeof value === 'string' ? value.split(/[\s,;()[\]]+/).filter(Boolean) : [value].flat()
  const numbers = list.map(Number)
  return numbers.length >= 1 && numbers.length <= 4096 && numbers.every(Number.isFinite)
    ? numbers
    : undefined
}

/** Means of values from 0 to 255 are over 2; here a picture's values are from 0 to 1. */
function normalisationIn(facts: Facts, channels: number): Normalisation | undefined {
  const [mean, std] = [first(facts, MEANS, numbersIn), first(facts, DEVIATIONS, numbersIn)]
  if (!mean || !std) return undefined
  const size = Math.max(...mean, ...std) > 2 ? 255 : 1
  const found = normalisationSchema.safeParse({
    mean: mean.map((value) => value / size),
    std: std.map((value) => value / size),
  })
  try {
    checkNormalisation(found.data, { channels })
    return found.data
  } catch {
    return undefined
  }
}

/**
 * The names of the classes and the normalisation in a file's properties. What can't be read, or
 * doesn't suit the network, is as if it weren't there: the user is asked instead.
 */
export function propertiesOf(model: ModelProto, channels: number): Properties {
  const facts = factsIn(model)
  const classes = first(facts, CLASSES, namesIn)
  const normalisation = normalisationIn(facts, channels)
  return { ...(classes && { classes }), ...(normalisation && { normalisation }) }
}
