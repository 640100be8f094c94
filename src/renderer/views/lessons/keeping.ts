import { z } from 'zod'
import { keepAsText } from '@renderer/stores/kept-text'
import { answersSchema, useAnswers } from './answers'
import type { LessonDefinition } from './definition'
import { useLessons } from './lesson-store'
import { linkOf } from './link'

const keptSchema = z.object({
  version: z.literal(1),
  current: z.string(),
  /** Of each lesson that was open, its link: the exact state. */
  links: z.array(z.string()),
  answers: answersSchema,
})

/** Keeps which lesson is open, the state of each and the answers for the next session. */
export function keepLessons(): Promise<void> {
  const [lessons, answers] = [useLessons(), useAnswers()]
  /** States are never changed in place, so that a link is made once a state. */
  const links = new WeakMap<object, string>()

  function link([lesson, state]: readonly [LessonDefinition, unknown]): string {
    if (typeof state !== 'object' || state === null) return linkOf(lesson, state)
    const known = links.get(state) ?? linkOf(lesson, state)
    links.set(state, known)
    return known
  }

  return keepAsText({
    name: 'lessons',
    changes: () => [
      lessons.current.id,
      JSON.stringify(answers.answers),
      ...lessons.states().map(([, state]) => state),
    ],
    value: (): z.infer<typeof keptSchema> => ({
      version: 1,
      current: lessons.current.id,
      links: lessons.states().map(link),
      answers: answers.answers,
    }),
    takeUp(text) {
      const kept = keptSchema.parse(text)
      Object.assign(answers.answers, kept.answers)
      lessons.show(kept.current)
      for (const each of kept.links) {
        try {
          lessons.takeUp(each)
        } catch {
          // A lesson whose states have another form in this version begins anew, alone.
        }
      }
    },
  })()
}
