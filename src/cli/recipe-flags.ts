import type { Recipe } from '@shared/model/recipe'
import {
  CHOICES,
  isChoice,
  PLAIN_FIELDS,
  PLAIN_SCHEMAS,
  type PlainField,
} from '@shared/model/recipe-fields'
import { OPTIMIZER_KINDS, OPTIMIZERS, suitedRate } from '@shared/recipe/optimizers'
import { OPTIMIZER_SETTINGS, SETTINGS, type SettingName } from '@shared/recipe/settings'
import { Option } from 'commander'
import type { z } from 'zod'
import { numberOf } from './values'

interface Flag {
  readonly flag: string
  readonly argument: string
  /** For the help, which adds the default. */
  readonly text: string
}

/** The option of every plain field, in the help's order; the compiler names a forgotten one. */
export const FLAGS = {
  epochs: { flag: 'epochs', argument: 'n', text: 'epochs' },
  batchSize: { flag: 'batch-size', argument: 'n', text: 'examples a step' },
  learningRate: { flag: 'lr', argument: 'rate', text: 'learning rate' },
  fitting: { flag: 'fitting', argument: 'how', text: 'pictures of other proportions' },
  loss: { flag: 'loss', argument: 'loss', text: 'loss' },
  labelSmoothing: {
    flag: 'label-smoothing',
    argument: 'share',
    text: 'share of the target that is spread over all classes',
  },
  clipNorm: {
    flag: 'clip-norm',
    argument: 'norm',
    text: 'shorten gradients whose norm together is larger',
  },
  averageDecay: {
    flag: 'average-decay',
    argument: 'share',
    text: 'test and export a moving average of the weights, of which a step keeps this share',
  },
  initializer: { flag: 'initializer', argument: 'name', text: 'first weights' },
  biasInitializer: { flag: 'bias-initializer', argument: 'name', text: 'first biases' },
  seed: { flag: 'seed', argument: 'n', text: 'seed of everything random' },
  checkpointEverySteps: {
    flag: 'checkpoint-every',
    argument: 'steps',
    text: 'steps between further checkpoints, besides those of each epoch',
  },
  keepEverySteps: {
    flag: 'keep-every',
    argument: 'steps',
    text: 'keep a moment to go back to every n steps, besides each epoch’s end',
  },
  limitTrain: {
    flag: 'limit-train',
    argument: 'n',
    text: 'only n training pictures, of every class its share',
  },
  limitTest: {
    flag: 'limit-test',
    argument: 'n',
    text: 'only n test pictures, of every class its share',
  },
} as const satisfies Readonly<Record<PlainField, Flag>>

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S

/** Commander's names of the options of the plain fields. */
export type PlainOptions = {
  readonly [K in PlainField as CamelCase<(typeof FLAGS)[K]['flag']>]?: Recipe[K]
}

/** The values of the plain fields that options give. */
export const plainFields = (options: object): Readonly<Record<string, unknown>> => {
  const given: Readonly<Record<string, unknown>> = { ...options }
  return Object.fromEntries(
    PLAIN_FIELDS.map((field) => [
      field,
      given[new Option(`--${FLAGS[field].flag}`).attributeName()],
    ]),
  )
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** "0.9; 0.001 for adam and rmsprop". */
function rates(standard: unknown): string {
  const rest = new Map<number, string[]>()
  for (const kind of OPTIMIZER_KINDS) {
    const rate = suitedRate(kind)
    if (rate !== undefined) rest.set(rate, [...(rest.get(rate) ?? []), kind])
  }
  return [
    String(standard),
    ...[...rest].map(([rate, kinds]) => `${rate} for ${listed(kinds)}`),
  ].join('; ')
}

function optionOf(field: PlainField): Option {
  const { flag, argument, text } = FLAGS[field]
  const standard = PLAIN_SCHEMAS[field].parse(undefined)
  const shown = field === 'learningRate' ? rates(standard) : standard
  const option = new Option(
    `--${flag} <${argument}>`,
    shown === undefined ? text : `${text} (default: ${shown})`,
  )
  return isChoice(field)
    ? option.choices(Object.keys(CHOICES[field]))
    : option.argParser(numberOf(PLAIN_SCHEMAS[field] as z.ZodType<number>))
}

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** "momentum of sgd and rmsprop (default: 0)". */
function settingOption(name: SettingName): Option {
  const { schema, term } = SETTINGS[name]
  const kinds = OPTIMIZERS.filter(({ settings }) => Object.hasOwn(settings, name))
  const owners =
    kinds.length === OPTIMIZERS.length ? '' : ` of ${listed(kinds.map(({ kind }) => kind))}`
  const standard = schema.parse(undefined)
  if (typeof standard === 'boolean') return new Option(`--${kebab(name)}`, `${term}${owners}`)
  return new Option(
    `--${kebab(name)} <number>`,
    `${term}${owners} (default: ${String(standard)})`,
  ).argParser(numberOf(schema as z.ZodType<number>))
}

/** Options of a recipe: of every plain field, and of the optimizer with its settings. */
export const recipeOptions = (): readonly Option[] => [
  ...PLAIN_ORDER.map(optionOf),
  new Option('--optimizer <kind>', `optimizer (default: ${OPTIMIZER_KINDS[0]})`).choices(
    OPTIMIZER_KINDS,
  ),
  ...OPTIMIZER_SETTINGS.map(settingOption),
]
const PLAIN_ORDER = Object.keys(FLAGS) as readonly PlainField[]
