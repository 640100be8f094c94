import type { Answer } from '@shared/contract/channels'
import {
  type DesktopCall,
  type DesktopCalls,
  desktopCalls,
  type DesktopOutput,
} from '@shared/contract/desktop'
import { AppError, phrase } from '@shared/errors'
import type { z } from 'zod'

/**
 * One function a call of the desktop contract; `Sender` is what it may know of the window that
 * asks.
 */
export type DesktopHandlers<Sender> = {
  readonly [C in DesktopCall]: (
    input: z.output<DesktopCalls[C]['input']>,
    sender: Sender,
  ) => DesktopOutput<C> | Promise<DesktopOutput<C>>
}

/** The frame that sent a message, as Electron describes it; null if it is gone already. */
export interface Frame {
  readonly url: string
  readonly parent: unknown
}

/**
 * The one check in front of everything that main does for a window: the top frame of the app's own
 * page.
 * @throws AppError `invalid-argument` for any other sender.
 */
export function checkFrame(frame: Frame | null, isOwnPage: (url: string) => boolean): void {
  if (frame?.parent !== null || !isOwnPage(frame.url)) {
    throw new AppError('invalid-argument', phrase`Only the app’s own page may ask for this.`)
  }
}

/** An answer as a value: errors lose their code on Electron's channels. */
export async function asAnswer<T>(work: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, output: await work() }
  } catch (thrown) {
    const { code, message, details } = AppError.from(thrown).toData()
    return {
      ok: false,
      error:
        code === 'internal' ? { code, message } : { code, message, ...(details && { details }) },
    }
  }
}

/**
 * Looks the call up in the contract, parses its input and carries it out.
 * @throws AppError `invalid-argument` for an unknown name or a payload that breaks the contract.
 */
export function dispatch<Sender>(
  handlers: DesktopHandlers<Sender>,
  name: unknown,
  input: unknown,
  sender: Sender,
): unknown {
  if (typeof name !== 'string' || !Object.hasOwn(desktopCalls, name)) {
    // Anything can come here, also an object that can't be written as a text.
    throw new AppError(
      'invalid-argument',
      phrase`There is no call named "${typeof name === 'string' ? name.slice(0, 100) : typeof name}".`,
    )
  }
  const call = name as DesktopCall
  const parsed = desktopCalls[call].input.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError(
      'invalid-argument',
      phrase`Input of ${name}, "${issue?.path.map(String).join('.') ?? ''}": ${issue?.message}.`,
    )
  }
  // The schema that parsed it is the one that the handler's type is made of.
  const handler = handlers[call] as (input: unknown, sender: Sender) => unknown
  return handler(parsed.data, sender)
}
