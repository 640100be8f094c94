import { defineStore } from 'pinia'
import { ref } from 'vue'
import { AppError } from '@shared/errors'
import { errorText } from '@renderer/i18n/error-text'

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

const INFO_MS = 8000

/**
 * Short messages in the corner, read out by screen readers. Errors stay until they are dismissed.
 */
export const useMessages = defineStore('messages', () => {
  const messages = ref<readonly Message[]>([])
  let nextId = 1

  function dismiss(id: number): void {
    messages.value = messages.value.filter((message) => message.id !== id)
  }

  /** @param options.stays until it is dismissed, as errors do. @default false */
  function say(
    text: Words,
    {
      stays = false,
      tone = 'info',
      ...options
    }: { title?: Words; action?: MessageAction; tone?: Message['tone']; stays?: boolean } = {},
  ): number {
    const id = nextId++
    messages.value = [...messages.value, { id, tone, text, ...options }]
    if (!stays) setTimeout(() => dismiss(id), INFO_MS)
    return id
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
