import { t, type MessageKey } from '@renderer/i18n'
import { inspect } from '@renderer/locales/en/inspect'

/** A layer kind in the present language; a kind that this window does not know by its own word. */
export const kindName = (kind: string): string =>
  Object.hasOwn(inspect.kinds, kind) ? t(`inspect.kinds.${kind}` as MessageKey) : kind
