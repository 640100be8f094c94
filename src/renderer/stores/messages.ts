import { defineStore } from 'pinia'
import { ref } from 'vue'
import { AppError } from '@shared/errors'
import { t } from '@renderer/i18n'
import { errorText } from '@renderer/i18n/error-text'
import { useTakeBack } from './take-back'

/**
 * Words as they are (a file's name, an error's sentence), or asked for when they are drawn, so that
 * they follow the language.
 */
export type Words = string | (() => string)

export const read = (words: Words): string => (typeof words === 'function' ? words() : words)

export interface MessageAction {
  readonly label: Words
  readonly run: () => void
}

export interface Message {
  readonly id: number
  readonly tone: 'info' | 'error'
  readonly text: Words
  /** What was being done when it happened, such as a file's name. */
  readonly title?: Words
  readonly action?: MessageAction
}

interface MessageOptions {
  readonly title?: Words
  readonly action?: MessageAction
  /** The way back: a button of the message, and Ctrl+Z also after the message has gone. */
  readonly undo?: () => void
  readonly tone?: Message['tone']
  /** Until it is dismissed, as errors do. @default false */
  readonly stays?: boolean
}

const INFO_MS = 8000

/**
 * Short messages in the corner, read out by screen readers. Errors stay until they are dismissed.
 */
export const useMessages = defineStore('messages', () => {
  const messages = ref<readonly Message[]>([])
  const takeBack = useTakeBack()
  let nextId = 1

  function dismiss(id: number): void {
    messages.value = messages.value.filter((message) => message.id !== id)
  }

  function say(
    text: Words,
    { stays = false, tone = 'info', undo, ...options }: MessageOptions = {},
  ): number {
    const id = nextId++
    const action = undo ? undoAction(id, undo) : options.action
    messages.value = [...messages.value, { id, tone, text, ...options, ...(action && { action }) }]
    if (!stays) setTimeout(() => dismiss(id), INFO_MS)
    return id
  }

  function undoAction(id: number, undo: () => void): MessageAction {
    const step = takeBack.add(() => {
      dismiss(id)
      undo()
    })
    return { label: () => t('common.undo'), run: () => takeBack.run(step) }
  }

  /** Shows what went wrong; a cancelled call is what the user wanted and says nothing. */
  function fail(thrown: unknown, title?: Words, action?: MessageAction): void {
    const error = AppError.from(thrown)
    if (error.code === 'cancelled') return
    const same = messages.value.some(
      ({ text, title: of }) =>
        read(text) === errorText(error) && read(of ?? '') === read(title ?? ''),
    )
    if (same) return
    messages.value = [
      ...messages.value,
      { id: nextId++, tone: 'error', text: () => errorText(error), title, action },
    ]
  }

  /** Runs an action of the user; what it throws becomes a message. */
  async function attempt<T>(action: () => Promise<T>, title?: Words): Promise<T | undefined> {
    try {
      return await action()
    } catch (error) {
      fail(error, title)
      return undefined
    }
  }

  return { messages, say, fail, attempt, dismiss }
})
