import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowReactive } from 'vue'
import { createHistory, type History } from '@renderer/composables/history/history'
import type { LessonDefinition } from './definition'
import { lessons } from './lessons'
import { linkOf, readLink } from './link'

/** Which lesson is open, and what was done in each so far; kept while other views are shown. */
export const useLessons = defineStore('lessons', () => {
  const histories = shallowReactive(new Map<string, History<unknown>>())
  const currentId = ref(lessons[0]?.id)

  const current = computed(() => {
    const lesson = lessons.find(({ id }) => id === currentId.value) ?? lessons[0]
    if (!lesson) throw new Error('there are no lessons')
    return lesson
  })

  function historyOf(id: string, start: unknown): History<unknown> {
    const known = histories.get(id)
    if (known) return known
    // Raw: its states are large, compared by identity, and never to be wrapped.
    const made = markRaw(createHistory(start))
    histories.set(id, made)
    return made
  }
  /** The lessons that were open in this session or an earlier one, as they are now. */
  const states = (): readonly (readonly [LessonDefinition, unknown])[] =>
    lessons.flatMap((lesson) => {
      const history = histories.get(lesson.id)
      return history ? [[lesson, history.state.value] as const] : []
    })
  /** A lesson as an earlier session left it. @throws AppError where the text is no link of one. */
  function takeUp(text: string): void {
    const { lesson, state } = readLink(text, lessons)
    historyOf(lesson.id, lesson.start).begin(state)
  }
  const history = computed(() => historyOf(current.value.id, current.value.start))

  function show(id: string): void {
    currentId.value = id
  }

  /** The lesson so many places further down the list. */
  const beside = (by: number) =>
    lessons[lessons.findIndex(({ id }) => id === current.value.id) + by]

  function step(by: number): void {
    const next = beside(by)
    if (next) show(next.id)
  }

  const reset = (): void => history.value.set(current.value.start)

  function applyPreset(name: string): void {
    const state = current.value.presets[name]
    if (state !== undefined) history.value.set(state)
  }

  const link = (): string => linkOf(current.value, history.value.state.value)

  /** @throws AppError where the text is no link of a lesson. */
  function open(text: string): void {
    const { lesson, state } = readLink(text, lessons)
    historyOf(lesson.id, lesson.start).set(state)
    show(lesson.id)
  }

  return {
    ...{ current, history, show, beside, step, reset, applyPreset, link, open },
    ...{ states, takeUp },
  }
})
