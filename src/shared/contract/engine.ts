import { z } from 'zod'
import { exportFormatSchema, EXTRAS, extraSchema, quantisationSchema } from '../formats'
import { certificateSchema } from './certificate'
import { recipeSchema } from '../model/recipe'
import { modelSpecSchema } from '../model/spec'
import { augmentCalls } from './augment'
import { builderCalls } from './builder'
import { phraseSchema, tensorSchema, tokenSchema, unitSchema } from './common'
import { datasetCheckSchema, keptCheckSchema } from './dataset-check'
import {
  datasetAnalysisSchema,
  datasetLookSchema,
  datasetMakeSchema,
  datasetImagesSchema,
  datasetImportSchema,
  datasetInfoSchema,
  datasetLabelsSchema,
  placesSchema,
  splitSchema,
} from './datasets'
import { comparisonSchema } from './comparison'
import { experimentCalls } from './experiments'
import { fieldCalls } from './fields'
import {
  mapsSchema,
  passSchema,
  pictureSchema,
  pictureSourceSchema,
  unitDetailSchema,
} from './inspect'
import { lessonCalls } from './lessons'
import {
  modelAnswersSchema,
  modelDetailSchema,
  modelEntrySchema,
  modelLookSchema,
  modelRefSchema,
  modelSummarySchema,
} from './models'
import { probeCalls } from './probe'
import { rateCalls } from './rates'
import { suggestCalls } from './suggest'
import { alphaSchema, reliabilitySchema } from './reliability'
import {
  evaluationSchema,
  runActionSchema,
  runInfoSchema,
  runSnapshotSchema,
  trainEventSchema,
  trainingModeSchema,
} from './training'

const nothing = z.strictObject({})
const run = z.strictObject({ run: z.string() })
const title = z.string().trim().min(1).max(120)

export const engineInfoSchema = z.strictObject({
  tensorflow: z.string(),
  tfjs: z.string(),
  node: z.string(),
  variant: z.enum(['cpu', 'cuda']),
  /** Remarks such as why the CPU computes although a GPU was found. */
  note: z.string().optional(),
  devices: z.array(
    z.strictObject({
      type: z.enum(['CPU', 'GPU']),
      name: z.string(),
      memoryBytes: z.number().optional(),
    }),
  ),
  /** The device that trains: "CPU", "GPU". */
  device: z.string(),
})
export type EngineInfo = z.infer<typeof engineInfoSchema>

/** Every call that a window can make to the engine, with its input and output. */
export const engineCalls = {
  'engine.info': { input: nothing, output: engineInfoSchema },

  'datasets.list': { input: nothing, output: z.array(datasetInfoSchema) },
  /** Downloads and caches a data set; reports progress; can be cancelled. */
  'datasets.fetch': { input: z.strictObject({ id: z.string() }), output: datasetInfoSchema },
  /** What a place seems to hold, by a look at its files' names. */
  'datasets.look': { input: z.strictObject({ token: tokenSchema }), output: datasetLookSchema },
  /** What files hold, before they are imported; reports progress; can be cancelled. */
  'datasets.analyse': { input: datasetImportSchema, output: datasetAnalysisSchema },
  /** Keeps pictures that were taken as files in the data folder, and imports them. */
  'datasets.make': { input: datasetMakeSchema, output: datasetInfoSchema },
  'datasets.import': { input: datasetImportSchema, output: datasetInfoSchema },
  /** Copies, leaks, flaws and balance; reports progress; can be cancelled. */
  'datasets.check': { input: z.strictObject({ id: z.string() }), output: datasetCheckSchema },
  /** The findings of the last check, as long as the set is the same. */
  'datasets.findings': {
    input: z.strictObject({ id: z.string() }),
    output: keptCheckSchema.nullable(),
  },
  'datasets.labels': { input: z.strictObject({ id: z.string() }), output: datasetLabelsSchema },
  /** Sets pictures aside and puts others back; `changed` says which were not so before. */
  'datasets.setAside': {
    input: z.strictObject({ id: z.string(), aside: placesSchema, back: placesSchema }),
    output: z.strictObject({
      info: datasetInfoSchema,
      changed: z.strictObject({ aside: placesSchema, back: placesSchema }),
    }),
  },
  /** Moves an import to the trash, and what is cached of any set out of the way. */
  'datasets.remove': { input: z.strictObject({ id: z.string() }), output: nothing },
  'datasets.restore': { input: z.strictObject({ id: z.string() }), output: datasetInfoSchema },
  'datasets.images': {
    input: z.strictObject({
      dataset: z.string(),
      split: splitSchema,
      indices: z.array(z.number().int().min(0)).min(1).max(512),
    }),
    output: datasetImagesSchema,
  },

  'models.list': { input: nothing, output: z.array(modelEntrySchema) },
  'models.detail': { input: z.strictObject({ model: modelRefSchema }), output: modelDetailSchema },
  'models.summarise': {
    input: z.strictObject({ spec: modelSpecSchema }),
    output: modelSummarySchema,
  },
  /** What a file or folder holds, before it is imported; can be cancelled. */
  'models.look': { input: z.strictObject({ token: tokenSchema }), output: modelLookSchema },
  /** What was looked at is not imported after all. */
  'models.dismiss': { input: z.strictObject({ token: tokenSchema }), output: nothing },
  'models.import': {
    input: modelAnswersSchema.extend({ token: tokenSchema, title: title.optional() }),
    /** `notes`: which parts of the model could not be imported, and what that means. */
    output: z.strictObject({ entry: modelEntrySchema, notes: z.array(phraseSchema) }),
  },
  /** Says how pictures are prepared for an imported model, or what its classes are called. */
  'models.prepare': {
    input: modelAnswersSchema.extend({ model: modelRefSchema }),
    output: modelEntrySchema,
  },
  'models.export': {
    input: z.strictObject({
      model: modelRefSchema,
      format: exportFormatSchema,
      /** Fewer bits for the weights. */
      quantise: quantisationSchema.optional(),
      /** Its temperature and the limit of unknown pictures go into the description. */
      calibration: z.boolean().optional(),
      /** What the graph has beyond the network. */
      extras: z.array(extraSchema).max(EXTRAS.length).optional(),
      token: tokenSchema,
    }),
    /** Names of the files written into the chosen folder, and what they can't contain. */
    output: z.strictObject({
      files: z.array(z.string()),
      notes: z.array(phraseSchema),
      certificate: certificateSchema,
    }),
  },
  /** What its probabilities are worth on test pictures; kept with the model. */
  'models.reliability': {
    input: z.strictObject({
      model: modelRefSchema,
      dataset: z.string().optional(),
      seed: z.number().int().min(0).max(0xffffffff).optional(),
      alphas: z.array(alphaSchema).min(1).max(10).optional(),
    }),
    output: reliabilitySchema,
  },
  /** What was measured of the model as it is now. */
  'models.measured': {
    input: z.strictObject({ model: modelRefSchema }),
    output: reliabilitySchema.nullable(),
  },
  /** Two models on the same test pictures. */
  'models.compare': {
    input: z.strictObject({
      first: modelRefSchema,
      second: modelRefSchema,
      dataset: z.string().optional(),
    }),
    output: comparisonSchema,
  },
  'models.rename': {
    input: z.strictObject({ model: modelRefSchema, title }),
    output: modelEntrySchema,
  },
  /** Moves a run or an imported model to the trash of the data folder. */
  'models.delete': { input: z.strictObject({ model: modelRefSchema }), output: nothing },
  'models.restore': { input: z.strictObject({ model: modelRefSchema }), output: modelEntrySchema },

  ...builderCalls,

  'pictures.open': {
    input: z.strictObject({ source: pictureSourceSchema }),
    output: pictureSchema,
  },
  'pictures.samples': { input: nothing, output: z.array(z.string()) },
  'inspect.forward': {
    input: z.strictObject({ model: modelRefSchema, picture: z.string(), invert: z.boolean() }),
    output: passSchema,
  },
  'inspect.maps': {
    input: z.strictObject({ pass: z.string(), layer: z.string() }),
    output: mapsSchema,
  },
  /** Exact float32 output of a layer, for the values under the pointer. */
  'inspect.values': {
    input: z.strictObject({ pass: z.string(), layer: z.string() }),
    output: tensorSchema,
  },
  'inspect.unit': {
    input: z.strictObject({ pass: z.string(), layer: z.string(), unit: unitSchema }),
    output: unitDetailSchema,
  },
  'inspect.filters': {
    input: z.strictObject({ model: modelRefSchema, layer: z.string() }),
    output: tensorSchema,
  },

  ...lessonCalls,
  ...probeCalls,
  ...suggestCalls,
  ...augmentCalls,
  ...rateCalls,
  ...fieldCalls,

  'runs.list': { input: nothing, output: z.array(runInfoSchema) },
  'runs.snapshot': { input: run, output: runSnapshotSchema },
  'runs.start': {
    input: z.strictObject({
      recipe: recipeSchema,
      title: title.optional(),
      mode: trainingModeSchema.optional(),
    }),
    output: runInfoSchema,
  },
  /**
   * Continues a paused, stopped or interrupted run from its newest checkpoint. With a number of
   * epochs, which counts all of them, it continues a finished run as well.
   */
  'runs.resume': {
    input: run.extend({
      mode: trainingModeSchema.optional(),
      epochs: recipeSchema.shape.epochs.unwrap().optional(),
    }),
    output: runInfoSchema,
  },
  'runs.control': {
    input: z.strictObject({ run: z.string(), action: runActionSchema }),
    output: runInfoSchema,
  },
  /** The network of the newest checkpoint on the test set; kept next to the checkpoint. */
  'runs.evaluate': { input: run, output: evaluationSchema },

  ...experimentCalls,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** Events from the engine. */
export const engineEvents = {
  'run.event': z.strictObject({
    run: z.string(),
    sequence: z.number().int(),
    event: trainEventSchema,
  }),
  /** State, position or title of a run changed. */
  'run.changed': runInfoSchema,
  /**
   * New weights of the training run are available: forward passes on `run:<id>` now show this step.
   */
  'run.weights': z.strictObject({ run: z.string(), step: z.number().int() }),
  'models.changed': nothing,
  'datasets.changed': nothing,
} as const satisfies Record<string, z.ZodType>

export type EngineCalls = typeof engineCalls
export type EngineCall = keyof EngineCalls
export type EngineInput<C extends EngineCall> = z.input<EngineCalls[C]['input']>
export type EngineOutput<C extends EngineCall> = z.output<EngineCalls[C]['output']>
export type EngineEvents = typeof engineEvents
export type EngineEvent = keyof EngineEvents
export type EnginePayload<E extends EngineEvent> = z.output<EngineEvents[E]>
