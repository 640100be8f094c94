import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { z } from 'zod'
import type { LessonDefinition } from './definition'
import { isRight } from './questions'

/** What a learner has given to a question. */
const givenSchema = z.object({
  /** Typed or chosen, checked or not. */
  given: z.string().max(1000),
  /** As it was checked last; null before. */
  checked: z.string().max(1000).nullable(),
  /** Whether the right answer was asked for. */
  shown: z.boolean(),
})
type Given = z.infer<typeof givenSchema>
/** By lesson; a question that was never touched has none. */
export const answersSchema = z.record(z.string(), z.record(z.string(), givenSchema))

const NOTHING: Given = { given: '', checked: null, shown: false }

export type Progress = 'untouched' | 'begun' | 'done'

/** The answers to the lessons' questions. */
export const useAnswers = defineStore('lesson-answers', () => {
  const answers = reactive<z.infer<typeof answersSchema>>({})

  /** The answer to a question so far. */
  const of = (lesson: string, question: number): Given =>
    answers[lesson]?.[String(question)] ?? NOTHING

  function give(lesson: string, question: number, change: Partial<Given>): void {
    const given = { ...of(lesson, question), ...change }
    answers[lesson] = { ...answers[lesson], [String(question)]: given }
  }

  /** Done is a lesson whose questions are all answered right. */
  function progressOf({ id, answers: wanted }: LessonDefinition): Progress {
    const checked = wanted.map((answer, index) => {
      const given = of(id, index).checked
      return { given, right: given !== null && isRight(answer, given) }
    })
    if (checked.length > 0 && checked.every(({ right }) => right)) return 'done'
    return checked.some(({ given }) => given !== null) ? 'begun' : 'untouched'
  }

  return { answers, of, give, progressOf }
})
