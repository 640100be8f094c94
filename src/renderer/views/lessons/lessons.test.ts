// @vitest-environment happy-dom
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '@shared/errors'
import type { Block, LessonDefinition, LessonText } from './definition'
import { lessons } from './lessons'
import { linkOf, readLink } from './link'
import { isRight, readNumber, spoken } from './questions'
import { runPython, runTfjs } from './testing/run-code'

const statesOf = (lesson: LessonDefinition): readonly unknown[] => [
  lesson.start,
  ...Object.values(lesson.presets),
]
const INLINE = /\$([^$]+)\$/g
const textsOf = (block: Block): readonly string[] =>
  block.kind === 'list' ? block.items : block.kind === 'formula' ? [] : [block.text]
const formulasOf = ({ summary, body, questions }: LessonText): readonly string[] => [
  ...body.flatMap((block) => (block.kind === 'formula' ? [block.tex] : [])),
  ...[
    summary,
    ...body.flatMap(textsOf),
    ...questions.flatMap((question) => [
      question.ask,
      question.explain,
      ...(question.options ?? []),
    ]),
  ].flatMap((text) => [...text.matchAll(INLINE)].map(([, tex = '']) => tex)),
]
const shapeOf = ({ body, questions }: LessonText): unknown => [
  body.map((block) => (block.kind === 'try' ? block.preset : block.kind)),
  questions.map(({ options }) => options?.length ?? 0),
]

describe('the list of lessons', () => {
  it('names each once, in the chapter’s order', () => {
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length)
    const sections = lessons.map(({ section }) => section)
    expect([...sections].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))).toEqual(
      sections,
    )
  })
})

describe.each(lessons)('lesson $id', (lesson) => {
  it('says the same in both languages', () => {
    expect(shapeOf(lesson.text.zh)).toEqual(shapeOf(lesson.text.en))
    expect(lesson.answers).toHaveLength(lesson.text.en.questions.length)
    for (const [index, answer] of lesson.answers.entries()) {
      const options = lesson.text.en.questions[index]?.options
      if (answer.kind === 'choice') expect(options?.[answer.index]).toBeDefined()
      else expect(options).toBeUndefined()
    }
  })

  it('leads its buttons to presets that exist, and uses every preset', () => {
    const used = lesson.text.en.body.flatMap((block) =>
      block.kind === 'try' ? [block.preset] : [],
    )
    expect([...new Set(used)].sort()).toEqual(Object.keys(lesson.presets).sort())
  })

  it('has formulas that can be typeset, with the numbers of every state too', () => {
    const live = statesOf(lesson).flatMap((state) => lesson.live?.(state) ?? [])
    for (const tex of [...formulasOf(lesson.text.en), ...formulasOf(lesson.text.zh), ...live])
      expect(() =>
        katex.renderToString(tex, { throwOnError: true, strict: 'ignore' }),
      ).not.toThrow()
  })

  it('comes back from its link exactly, for every state', () => {
    for (const state of statesOf(lesson)) {
      const link = linkOf(lesson, state)
      expect(link).toMatch(/^convscope:lesson\/[\w-]+\?[\w-]+$/)
      expect(readLink(`  ${link}\n`, lessons)).toEqual({ lesson, state })
    }
  })
})

describe('the programs of the lessons, as shown', () => {
  const cases = lessons.flatMap((lesson) =>
    statesOf(lesson).map((state) => ({ id: lesson.id, code: lesson.code(state) })),
  )
  const tfjs = runTfjs(cases.map(({ code }) => code.tfjs))
  const python = runPython(cases.map(({ code }) => code.pytorch))
  const rounded = (nested: unknown): unknown =>
    Array.isArray(nested) ? nested.map(rounded) : Math.round((nested as number) * 1e4) / 1e4 + 0

  it('run in TensorFlow.js', () => {
    expect(tfjs).toHaveLength(cases.length)
    for (const [index, { error, output }] of tfjs.entries()) {
      expect([cases[index]?.id, error]).toEqual([cases[index]?.id, undefined])
      expect(output).toBeDefined()
    }
  })

  it('print the same in PyTorch where it is installed; elsewhere they are Python', () => {
    expect(cases.every(({ code }) => code.pytorch.includes('import torch'))).toBe(true)
    for (const [index, { error, output }] of (python?.results ?? []).entries()) {
      expect([cases[index]?.id, error]).toEqual([cases[index]?.id, undefined])
      if (python?.torch && Array.isArray(output))
        expect([cases[index]?.id, rounded(output)]).toEqual([
          cases[index]?.id,
          rounded(tfjs[index]?.output),
        ])
    }
  })
})

describe('links that are none', () => {
  const [first] = lessons
  const good = linkOf(first!, first!.start)
  it.each([
    ['some text', /convscope:lesson\//],
    ['convscope:lesson/no-such-lesson?abc', /no lesson "no-such-lesson"/],
    [good.slice(0, -9), /missing or damaged|can't be read/],
    [`${good.split('?')[0]}?AAAA`, /damaged|can't be read/],
  ])('%s', (text, message) => {
    expect(() => readLink(text, lessons)).toThrow(AppError)
    expect(() => readLink(text, lessons)).toThrow(message)
  })

  it('a state of another shape is refused with the place', () => {
    const json = { ...(z.encode(first!.experiment.schema, first!.start) as object), stride: [0, 1] }
    const broken: LessonDefinition = {
      ...first!,
      experiment: { ...first!.experiment, schema: z.any() },
    }
    expect(() => readLink(linkOf(broken, json), lessons)).toThrow(/stride/)
  })
})

describe('answers', () => {
  it('are said without the signs of typesetting', () => {
    expect(spoken('$14\\times14$')).toBe('14×14')
  })

  it('are read as people type them', () => {
    expect([
      readNumber('−3'),
      readNumber(' 1,000 '),
      readNumber('0,5'),
      readNumber('2.5'),
      readNumber('x'),
    ]).toEqual([-3, 1000, 0.5, 2.5, Number.NaN])
    expect(isRight({ kind: 'number', value: 2 }, '2.0')).toBe(true)
    expect(isRight({ kind: 'number', value: 1.111, tolerance: 0.006 }, '1,11')).toBe(true)
    expect(isRight({ kind: 'number', value: 2 }, '')).toBe(false)
    expect(isRight({ kind: 'choice', index: 0 }, '')).toBe(false)
  })
})
