import type { Bridge, DesktopCall, DesktopEvent, DesktopPayload } from '@shared/contract/desktop'
import type {
  EngineCall,
  EngineEvent,
  EngineInput,
  EngineOutput,
  EnginePayload,
} from '@shared/contract/engine'
import { AppError } from '@shared/errors'
import type { EngineLink } from '../engine'

type Answers = {
  readonly [C in EngineCall]?: (input: EngineInput<C>) => EngineOutput<C> | Promise<EngineOutput<C>>
}

/** The engine of tests: the same type as the live one, answered by the test. */
export interface FakeEngine extends EngineLink {
  /** Every call so far, in order. */
  readonly calls: readonly { readonly name: EngineCall; readonly input: unknown }[]
  say<E extends EngineEvent>(event: E, payload: EnginePayload<E>): void
  connect(connected: boolean): void
}

/** @param answers what each call answers; a call without an answer is refused. */
export function fakeEngine(answers: Answers): FakeEngine {
  const calls: { name: EngineCall; input: unknown }[] = []
  const listeners = new Map<string, Set<(payload: never) => void>>()
  const watchers = new Set<(connected: boolean) => void>()
  const state = { connected: false }
  return {
    calls,
    get connected() {
      return state.connected
    },
    async call(name, input) {
      calls.push({ name, input })
      const answer = answers[name] as
        ((input: unknown) => Promise<EngineOutput<typeof name>>) | undefined
      if (!answer) throw new AppError('unsupported', `The test has no answer to ${name}.`)
      return answer(input)
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => void set.delete(listener)
    },
    onConnected(listener) {
      watchers.add(listener)
      return () => void watchers.delete(listener)
    },
    say(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never)
    },
    connect(connected) {
      state.connected = connected
      for (const watcher of watchers) watcher(connected)
    },
  }
}

/** The bridge of tests: calls are noted and answered by name; events are said by the test. */
export interface FakeDesktop extends Bridge {
  readonly calls: readonly { readonly name: DesktopCall; readonly input: unknown }[]
  say<E extends DesktopEvent>(event: E, payload: DesktopPayload<E>): void
}

export function fakeDesktop(
  answers: Partial<Record<DesktopCall, (input: never) => unknown>>,
): FakeDesktop {
  const calls: { name: DesktopCall; input: unknown }[] = []
  const listeners = new Map<string, Set<(payload: never) => void>>()
  return {
    calls,
    async call(name, input) {
      calls.push({ name, input })
      const answer = answers[name]
      if (!answer) throw new AppError('unsupported', `The test has no answer to ${name}.`)
      return (await answer(input as never)) as never
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => void set.delete(listener)
    },
    connectEngine: () => Promise.resolve(),
    tokensFor: (files) =>
      Promise.resolve({
        items: files.map((file, index) => ({
          token: `token-${index}-${file.name}`,
          name: file.name,
          kind: 'file' as const,
        })),
        left: 0,
        placeless: 0,
      }),
    say(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never)
    },
  }
}
