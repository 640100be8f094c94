import { z } from 'zod'
import { recipeSchema } from '../model/recipe'
import { lossSchema } from '../recipe/choices'
import { float32, int32, wordsSchema } from './common'
import { modelRefSchema } from './models'

const step = z.number().int().min(0)
/** Counted from 1. */
const epoch = z.number().int().min(1)
/** JSON can't hold NaN or infinity, so a diverged loss is null. */
const metric = z.number().nullable()

export const progressEventSchema = z.strictObject({
  type: z.literal('progress'),
  epoch,
  /** Steps done since the start of the run. */
  step,
  /** Mean over the examples of this epoch so far, as chapter 6.3 accumulates them. */
  loss: metric,
  accuracy: metric,
  /** Training steps only, without evaluation and checkpoints. */
  examplesPerSecond: z.number(),
  learningRate: z.number(),
  /** Time left for the run. */
  etaSeconds: z.number(),
})
export const epochEventSchema = z.strictObject({
  type: z.literal('epoch'),
  epoch,
  step,
  trainLoss: metric,
  trainAccuracy: metric,
  /** On the validation part, in runs that have one; the others are measured on the test part. */
  validationLoss: metric.optional(),
  validationAccuracy: metric.optional(),
  testLoss: metric.optional(),
  testAccuracy: metric.optional(),
  /** Share of the test examples whose class is among the first five; for more than five classes. */
  testTop5: metric.optional(),
})

/** The epoch with the lowest validation loss; of equal ones the first. */
export const bestEpochSchema = z.strictObject({
  epoch,
  step,
  validationLoss: z.number(),
  validationAccuracy: z.number(),
})
export type BestEpoch = z.infer<typeof bestEpochSchema>

export const doneEventSchema = z.strictObject({
  type: z.literal('done'),
  trainLoss: metric,
  trainAccuracy: metric,
  /** Of a run with a validation part: with the weights of its best epoch, measured once. */
  testLoss: metric,
  testAccuracy: metric,
  testTop5: metric.optional(),
  best: bestEpochSchema.optional(),
  /** The epoch after which it ended, where its patience ended it. */
  stoppedEarly: epoch.optional(),
  examplesPerSecond: z.number(),
  device: z.string(),
  /** The run's folder for the command line; its id for the window. */
  run: z.string(),
})
/** How the layers did at one step, on a few training pictures. */
export const vitalsEventSchema = z.strictObject({
  type: z.literal('vitals'),
  epoch,
  step,
  /** The largest size of a number of the network's input, after normalisation. */
  input: metric,
  /** The first layer one of whose outputs is not finite. */
  notFinite: z.string().optional(),
  /** Layers with weights, and activations, in the network's order. */
  layers: z.array(
    z.strictObject({
      layer: z.string(),
      /** ‖gradient‖ of its weights without biases, before the step. */
      gradient: metric.optional(),
      /** ‖change‖ / ‖weights‖ of the step, without biases. */
      update: metric.optional(),
      /** Share of the channels that are 0 at every place of every picture. */
      dead: metric.optional(),
      /** Share of the outputs within 1 % of the ends of a sigmoid or tanh. */
      saturated: metric.optional(),
    }),
  ),
})
export type VitalsEvent = z.infer<typeof vitalsEventSchema>

/** Rules of the training doctor (shared/doctor). */
export const doctorRuleSchema = z.enum([
  'not-finite',
  'input-range',
  'bad-logits',
  'batch-of-one',
  'zero-weights',
  'dead-units',
  'vanishing',
  'plateau',
  'rate-too-high',
  'rate-too-low',
  'labels',
])
export type DoctorRule = z.infer<typeof doctorRuleSchema>

/** A change of a recipe that a finding proposes. */
export const recipeChangeSchema = z.strictObject({
  learningRate: z.number().positive().optional(),
  batchSize: z.number().int().min(1).optional(),
  initializer: z.literal('heUniform').optional(),
  /** The pictures are given as value / 255. */
  withoutNormalisation: z.literal(true).optional(),
  /** Sigmoids and tanhs become ReLUs. */
  withRelus: z.literal(true).optional(),
  /** The function that stands in front of the loss is left out. */
  withLogits: z.literal(true).optional(),
})
export type RecipeChange = z.infer<typeof recipeChangeSchema>

/** What the training doctor says: why a training doesn't learn, with the number that shows it. */
export const findingEventSchema = z.strictObject({
  type: z.literal('finding'),
  epoch,
  step,
  rule: doctorRuleSchema,
  /** A note explains what is no fault. */
  tone: z.enum(['warning', 'note']),
  words: wordsSchema,
  change: recipeChangeSchema.optional(),
})
export type FindingEvent = z.infer<typeof findingEventSchema>

/** The events of a run while it trains, in this order; `train --json` prints them. */
export const trainEventSchema = z.discriminatedUnion('type', [
  progressEventSchema,
  epochEventSchema,
  vitalsEventSchema,
  findingEventSchema,
  doneEventSchema,
])
export type TrainEvent = z.infer<typeof trainEventSchema>
export type ProgressEvent = z.infer<typeof progressEventSchema>
export type EpochEvent = z.infer<typeof epochEventSchema>
export type DoneEvent = z.infer<typeof doneEventSchema>

/** Where weights of a run come from: a checkpoint, or the weights of an epoch. */
export const weightsOriginSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkpoint'), step }),
  /** Epoch 0 is the network before the first step. */
  z.strictObject({ kind: z.literal('epoch'), step, epoch: z.number().int().min(0) }),
])
export type WeightsOrigin = z.infer<typeof weightsOriginSchema>

/**
 * A remark of `train` and `resume` that a program can act on: one more line of their `--json`. It
 * is not a point of the run.
 */
export const noticeSchema = z.strictObject({
  type: z.literal('notice'),
  code: z.enum([
    /** The model has trained weights, and `train` starts from fresh ones. */
    'weights-not-used',
    /** Which weights a new run starts from, and which layers are fresh. */
    'start-weights',
    /** The training continues from older weights than the run's last, or not from a checkpoint. */
    'other-weights',
    /** What the schedule of the learning rate does in further epochs. */
    'schedule',
  ]),
  text: wordsSchema,
})
export type Notice = z.infer<typeof noticeSchema>

/** The model whose weights a new run starts from. */
export const startFromSchema = z.strictObject({
  model: modelRefSchema,
  /** The end of an epoch of a run; the newest weights without it. */
  epoch: z.number().int().min(0).optional(),
  /** Layers that start fresh although the model has weights for them. */
  replaced: z.array(z.string()).optional(),
})
export type StartFrom = z.infer<typeof startFromSchema>

/** `interrupted`: the process ended unexpectedly; such a run can be resumed like a paused one. */
export const runStateSchema = z.enum([
  'starting',
  'running',
  'paused',
  'stopped',
  'finished',
  'failed',
  'interrupted',
])
export type RunState = z.infer<typeof runStateSchema>
/** Whether a process owns the run: it trains it, is about to, or has paused it. */
export const isInProgress = ({ state }: { readonly state: RunState }): boolean =>
  state === 'starting' || state === 'running' || state === 'paused'
/** Whether a run ended by itself. */
export const isOver = ({ state }: { readonly state: RunState }): boolean =>
  state === 'finished' || state === 'failed'

/**
 * The requested mode of a training: compiled into one graph where that is possible, compiled or
 * failed, or operation by operation.
 */
export const trainingModeSchema = z.enum(['auto', 'graph', 'eager'])
export type TrainingMode = z.infer<typeof trainingModeSchema>

/** The mode in use: `graph` is compiled, `eager` runs its operations one by one. */
export const ranModeSchema = z.enum(['graph', 'eager'])
export type RanMode = z.infer<typeof ranModeSchema>

/** A word or two by which runs are found again. A comma separates tags. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,\p{Cc}]+$/u)
/** What the user says of a run, kept in its folder. */
export const runMarksSchema = z.strictObject({
  tags: z.array(tagSchema).max(50),
  note: z.string().max(20_000),
})
export type RunMarks = z.infer<typeof runMarksSchema>

export const runInfoSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  recipe: recipeSchema,
  state: runStateSchema,
  /** Why it failed, for people. */
  problem: wordsSchema.optional(),
  device: z.string(),
  /** The mode of its last training. */
  mode: ranModeSchema.optional(),
  /** Why it was not compiled, for people. */
  modeNote: wordsSchema.optional(),
  /** Milliseconds since 1970. */
  created: z.number(),
  modified: z.number(),
  epochsDone: z.number().int(),
  stepsDone: step,
  stepsTotal: step,
  last: epochEventSchema.optional(),
  /** The epoch whose weights are opened and exported, in runs with a validation part. */
  best: bestEpochSchema.optional(),
  /** What a run with a validation part has on the test part, once it has finished. */
  test: z.strictObject({ loss: metric, accuracy: metric }).optional(),
  /** The epoch after which its patience ended it. */
  stoppedEarly: epoch.optional(),
  /** Step of the newest weights that are kept, in a checkpoint or with an epoch. */
  checkpointStep: step.optional(),
  /** Remarks from when it was last started or continued, for people. */
  notices: z.array(noticeSchema).optional(),
  /** Which parts of the data set it uses, with their classes, for people; nothing for the whole. */
  used: z.array(wordsSchema).optional(),
  /** Left out where there are none. */
  tags: runMarksSchema.shape.tags.optional(),
  note: runMarksSchema.shape.note.optional(),
})
export type RunInfo = z.infer<typeof runInfoSchema>

/** The part on which a run's epochs are measured. */
export const measuredPart = ({ recipe }: Pick<RunInfo, 'recipe'>): 'validation' | 'test' =>
  recipe.validation ? 'validation' : 'test'

/** The test accuracy that a run stands for: of its best epoch, else of its newest. */
export const testAccuracyOf = ({
  recipe,
  test,
  last,
}: Pick<RunInfo, 'recipe' | 'test' | 'last'>): number | null | undefined =>
  recipe.validation ? test?.accuracy : last?.testAccuracy

/** The lowest validation loss among epochs, of equal ones the first; undefined without any. */
export function bestEpochOf(events: readonly TrainEvent[]): BestEpoch | undefined {
  let best: BestEpoch | undefined
  for (const event of events) {
    if (event.type !== 'epoch') continue
    const { epoch, step, validationLoss, validationAccuracy } = event
    if (typeof validationLoss !== 'number' || typeof validationAccuracy !== 'number') continue
    if (!best || validationLoss < best.validationLoss)
      best = { epoch, step, validationLoss, validationAccuracy }
  }
  return best
}

/**
 * A run and all its points so far. Events carry `sequence`; a late subscriber drops those up to the
 * snapshot's.
 */
export const runSnapshotSchema = z.strictObject({
  info: runInfoSchema,
  events: z.array(trainEventSchema),
  sequence: z.number().int(),
})
export type RunSnapshot = z.infer<typeof runSnapshotSchema>

export const runActionSchema = z.enum(['pause', 'step', 'continue', 'stop'])
export type RunAction = z.infer<typeof runActionSchema>

/**
 * A network's outputs on the complete test set, from which the confusion matrix and the worst
 * pictures follow.
 */
export const evaluationSchema = z.strictObject({
  dataset: z.string(),
  classes: z.array(z.string()),
  accuracy: z.number(),
  /** Share of the examples whose class is among the first five; for more than five classes. */
  top5: z.number().optional(),
  /** The function of `loss` and `losses`: that of the run's recipe. */
  lossKind: lossSchema,
  /** Mean over the examples. */
  loss: z.number(),
  /** Places in the test set of the examples, where they are a part of it. */
  positions: int32.optional(),
  labels: int32,
  predictions: int32,
  /** Of each example. */
  losses: float32,
  /** Probability of the predicted class. */
  confidences: float32,
})
export type Evaluation = z.infer<typeof evaluationSchema>
