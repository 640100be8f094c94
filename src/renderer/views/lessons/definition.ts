import type { Component } from 'vue'
import type { ZodType } from 'zod'
import type { Language } from '@shared/language'

/** A piece of a lesson's text. `text` may hold `$formulas$`, `` `code` `` and *emphasis*. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** A displayed formula in TeX. */
  | { readonly kind: 'formula'; readonly tex: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A button that puts the experiment into one of the lesson's presets, with what to look for. */
  | { readonly kind: 'try'; readonly preset: string; readonly label: string; readonly text: string }

export interface QuestionText {
  readonly ask: string
  /** The choices, where the question has some; the answer is a place in this list. */
  readonly options?: readonly string[]
  /** Shown with the right answer. */
  readonly explain: string
}

/** A lesson in one language. */
export interface LessonText {
  readonly title: string
  /** One sentence, under the title. */
  readonly summary: string
  readonly body: readonly Block[]
  readonly questions: readonly QuestionText[]
}

/** The same computation in other tools: complete programs that run as shown. */
export interface LessonCode {
  readonly pytorch: string
  readonly tfjs: string
}

/**
 * What a learner can touch: a component with `history: History<State>` and `options: Options`. Its
 * state is one value that the schema reads from JSON (`parse`) and writes to it (`z.encode`): the
 * link of a lesson holds it.
 */
export interface Experiment<State, Options> {
  readonly id: string
  readonly schema: ZodType<State>
  readonly component: Component
  /** Only the types: which options a lesson may give. */
  readonly options?: Options
}

export const defineExperiment = <State, Options = Readonly<Record<string, never>>>(
  experiment: Experiment<State, Options>,
): Experiment<State, Options> => experiment

export interface LessonDefinition<State = unknown, Options = unknown> {
  /** In links; never changed again. */
  readonly id: string
  /** Of the chapter: "6.2.1". */
  readonly section: string
  readonly experiment: Experiment<State, Options>
  readonly options: Options
  readonly start: State
  /** Named states that the text's `try` blocks lead to. */
  readonly presets: Readonly<Record<string, State>>
  readonly text: Readonly<Record<Language, LessonText>>
  /** The lesson's formula with today's numbers put in: lines of TeX. */
  live?(state: State): readonly string[]
  code(state: State): LessonCode
  /** For each question of the text: a number, or the place of the right option. */
  readonly answers: readonly Answer[]
}

export type Answer =
  | { readonly kind: 'number'; readonly value: number; readonly tolerance?: number }
  | { readonly kind: 'choice'; readonly index: number }

/** A lesson whose state and options fit its experiment. */
export const defineLesson = <State, Options>(
  lesson: { readonly experiment: Experiment<State, Options> } & LessonDefinition<
    NoInfer<State>,
    NoInfer<Options>
  >,
): LessonDefinition => lesson
