import { Inflate, deflateSync } from 'fflate'
import { z } from 'zod'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import type { LessonDefinition } from './definition'

const SCHEME = 'convscope:lesson/'
const LINK = /^convscope:lesson\/([\w-]+)\?([\w-]+)$/
const MAX_TEXT = 32 * 1024 * 1024
const MAX_JSON = 64 * 1024 * 1024

const damaged = (reason: Phrase): AppError =>
  new AppError(
    'invalid-argument',
    phrase`This is not a link of a lesson: ${reason} Copy the whole of it and paste it again.`,
  )

function toUrlBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 0x2000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x2000)))
  return btoa(parts.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const fromUrlBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  )

/** Unpacks and gives up as soon as there is more than a state can have. */
function inflate(packed: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parts: string[] = []
  let size = 0
  const stream = new Inflate((chunk, final) => {
    size += chunk.length
    if (size > MAX_JSON) throw damaged(phrase`it unpacks to too much.`)
    parts.push(decoder.decode(chunk, { stream: !final }))
  })
  for (let start = 0; start < packed.length; start += 0x10000)
    stream.push(packed.subarray(start, start + 0x10000), start + 0x10000 >= packed.length)
  return parts.join('')
}

/** A lesson with the exact state of its experiment, as text that may stand in a URL. */
export function linkOf(lesson: LessonDefinition, state: unknown): string {
  const json = JSON.stringify(z.encode(lesson.experiment.schema, state))
  return `${SCHEME}${lesson.id}?${toUrlBase64(deflateSync(new TextEncoder().encode(json), { level: 6 }))}`
}

/** Whether a pasted text means to be a link of a lesson. */
export const isLink = (text: string): boolean => text.trimStart().startsWith(SCHEME)

/**
 * What a link stands for.
 * @throws AppError `invalid-argument` for anything else, with what is wrong.
 */
export function readLink(
  text: string,
  lessons: readonly LessonDefinition[],
): { lesson: LessonDefinition; state: unknown } {
  if (text.length > MAX_TEXT) throw damaged(phrase`it is too long.`)
  const [, id = '', packed = ''] = LINK.exec(text.trim()) ?? []
  if (id === '') throw damaged(phrase`it should look like ${SCHEME}<name>?<state>.`)
  const lesson = lessons.find((candidate) => candidate.id === id)
  if (!lesson)
    throw new AppError(
      'not-found',
      phrase`There is no lesson "${id}" in this version of Convscope.`,
      { lesson: id },
    )
  let json: unknown
  try {
    json = JSON.parse(inflate(fromUrlBase64(packed)))
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : damaged(phrase`its end is missing or damaged.`)
  }
  const result = checkValue(lesson.experiment.schema, json)
  if (!result.success) {
    const [{ field, words }] = result.faults
    throw new AppError(
      'invalid-argument',
      phrase`The state of the lesson "${id}" can't be read: ${field} ${words}.`,
      { lesson: id },
    )
  }
  return { lesson, state: result.data }
}
