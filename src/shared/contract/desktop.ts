import { z } from 'zod'
import { LANGUAGES } from '../language'
import { bytes, tokenSchema, wordsSchema } from './common'
import { keptCalls } from './kept'
import { menuCommandSchema } from './menu'
import { trainingModeSchema } from './training'

const choices = {
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** The view shown last; the first launch shows Inspect. */
  view: z.enum(['lessons', 'model', 'train', 'inspect', 'models', 'fields', 'data']),
  colourMap: z.enum(['viridis', 'cividis', 'grey']),
  scaleScope: z.enum(['map', 'layer', 'network']),
  /** Notify when a training ends while the window is in the background. */
  notify: z.boolean(),
  trainingMode: trainingModeSchema,
}

export const settingsSchema = z.strictObject({
  language: choices.language.default('system'),
  theme: choices.theme.default('system'),
  view: choices.view.default('inspect'),
  colourMap: choices.colourMap.default('viridis'),
  scaleScope: choices.scaleScope.default('layer'),
  notify: choices.notify.default(true),
  trainingMode: choices.trainingMode.default('auto'),
})
export type Settings = z.infer<typeof settingsSchema>

/**
 * Some of the settings. Not `settingsSchema.partial()`, which would fill missing settings with
 * their defaults.
 */
const settingsChangeSchema = z.strictObject(choices).partial()

/** State of the engine's process as main sees it. */
export const engineStatusSchema = z.strictObject({
  state: z.enum(['starting', 'ready', 'stopping', 'stopped', 'crashed', 'unresponsive']),
  /** What happened, for people: the exit code or signal, and what was saved. */
  message: wordsSchema.optional(),
  /** Of a crash: the run that trained or was paused. */
  run: z.string().optional(),
  /** Restarts in the last five minutes; after three main asks instead of trying again. */
  restarts: z.number().int(),
})
export type EngineStatus = z.infer<typeof engineStatusSchema>

/** A file or folder that the user chose, without its path. */
export const chosenSchema = z.strictObject({ token: tokenSchema, name: z.string() })
export type Chosen = z.infer<typeof chosenSchema>

/**
 * The most files that one drop opens: each picture's preview takes up to a megabyte in the window.
 */
export const DROP_LIMIT = 200

/** Something that was dropped: a file, or a folder that holds a model or what may be a data set. */
export interface DroppedItem extends Chosen {
  readonly kind: 'file' | 'model' | 'dataset'
}

export interface Dropped {
  readonly items: readonly DroppedItem[]
  /** The number of files beyond the limit. */
  readonly left: number
  /** The number of files without a path on disk, such as a picture dragged out of a browser. */
  readonly placeless: number
  /** Names of files in dropped folders of pictures that are no pictures; absent where none is. */
  readonly skipped?: readonly string[]
}

/** Files that the system handed to the app, as main tells them to the window. */
const openedFilesSchema = z.strictObject({
  items: z.array(chosenSchema.extend({ kind: z.enum(['file', 'model', 'dataset']) })).readonly(),
  left: z.number().int().min(0),
  skipped: z.array(z.string()).readonly().optional(),
  /** Links of lessons, out of the files that hold one. */
  lessons: z.array(z.string()),
})
export type OpenedFiles = z.infer<typeof openedFilesSchema>

const nothing = z.strictObject({})

/** Every call that a window can make to main. */
export const desktopCalls = {
  'app.info': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      platform: z.string(),
      locale: z.string(),
    }),
  },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsChangeSchema, output: settingsSchema },
  ...keptCalls,
  'theme.get': { input: nothing, output: z.enum(['light', 'dark']) },
  'engine.status': { input: nothing, output: engineStatusSchema },
  /** The run that trained or was paused when the app last ended; told once. */
  'training.interrupted': {
    input: nothing,
    output: z.strictObject({ run: z.string().nullable() }),
  },
  'engine.restart': { input: nothing, output: nothing },
  'dialog.pictures': { input: nothing, output: z.array(chosenSchema) },
  /** Files that the system has handed over since the last call ("open with"). */
  'files.opened': { input: nothing, output: openedFilesSchema },
  /** A model.json, or the folder of an exported model. */
  'dialog.model': { input: nothing, output: chosenSchema.nullable() },
  /** Wheels of TensorFlow that the user has as files. */
  'dialog.wheels': { input: nothing, output: z.array(chosenSchema) },
  /** An archive, or a file that holds a data set. */
  'dialog.archive': { input: nothing, output: chosenSchema.nullable() },
  /** The pictures in a folder and in those below it, and the number of those beyond the limit. */
  'folder.pictures': {
    input: z.strictObject({ token: tokenSchema }),
    output: z.strictObject({ pictures: z.array(chosenSchema), left: z.number().int().min(0) }),
  },
  /** Asks the user whether the window may use the camera; it may until it releases it. */
  'camera.ask': { input: nothing, output: z.strictObject({ allowed: z.boolean() }) },
  'camera.release': { input: nothing, output: nothing },
  'dialog.folder': {
    input: z.strictObject({ purpose: z.enum(['export', 'dataset', 'library']) }),
    output: chosenSchema.nullable(),
  },
  /**
   * Saves what the window made (a chart, a table, an array). The answer is the name of the file, or
   * null where the user cancelled.
   */
  'dialog.save': {
    input: z.strictObject({ name: z.string().min(1).max(200), bytes }),
    output: z.strictObject({ saved: z.string().nullable() }),
  },
  /** Shows what was written into a chosen folder in the system's file manager. */
  'folder.reveal': {
    input: z.strictObject({ token: tokenSchema, name: z.string().min(1).max(255) }),
    output: nothing,
  },
  /** The fraction in the task bar, or null when nothing runs; the title names the job. */
  'window.progress': {
    input: z.strictObject({
      fraction: z.number().min(0).max(1).nullable(),
      title: z.string().max(200).nullable(),
    }),
    output: nothing,
  },
  notify: {
    input: z.strictObject({ title: z.string().max(200), body: z.string().max(500) }),
    output: nothing,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** Events from main. */
export const desktopEvents = {
  'menu.command': menuCommandSchema,
  /** The window is not seen any more, and may not use the camera. */
  'camera.revoked': nothing,
  /** There are files for `files.opened`. */
  'files.arrived': nothing,
  'engine.status': engineStatusSchema,
  'theme.changed': z.enum(['light', 'dark']),
  'settings.changed': settingsSchema,
} as const satisfies Record<string, z.ZodType>

export type DesktopCalls = typeof desktopCalls
export type DesktopCall = keyof DesktopCalls
export type DesktopInput<C extends DesktopCall> = z.input<DesktopCalls[C]['input']>
export type DesktopOutput<C extends DesktopCall> = z.output<DesktopCalls[C]['output']>
export type DesktopEvent = keyof typeof desktopEvents
export type DesktopPayload<E extends DesktopEvent> = z.output<(typeof desktopEvents)[E]>

/** What the preload puts into the window as `convscope`: the only bridge. */
export interface Bridge {
  call<C extends DesktopCall>(name: C, input: DesktopInput<C>): Promise<DesktopOutput<C>>
  on<E extends DesktopEvent>(name: E, listener: (payload: DesktopPayload<E>) => void): () => void
  /**
   * Asks for a port to the engine; it arrives as a `message` event of the window whose data is `{
   * convscopePort: nonce }` and whose `ports[0]` is the port. A port can't pass through the bridge
   * itself.
   */
  connectEngine(nonce: string): Promise<void>
  /**
   * Tokens for files dropped on the window; a folder of plain pictures stands for its pictures. A
   * File made in the page has no path and gives none.
   */
  tokensFor(files: readonly File[]): Promise<Dropped>
}
