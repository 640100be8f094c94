import type { EngineCall } from '@shared/contract/engine'
import type { EngineHandlers } from '@shared/rpc'

/** The handlers of the calls whose names begin with one of the words. */
export type Area<Word extends string> = Pick<
  EngineHandlers,
  Extract<EngineCall, `${Word}.${string}`>
>
