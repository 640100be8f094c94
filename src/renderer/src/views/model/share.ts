import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate'
import { draftFrom, type ModelDraft } from '@shared/model/draft'

const PREFIX = 'convscope-network:'
/** A shared text is at most this long once unpacked. */
const LIMIT = 8_000_000

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0))

/** A network as one word that can be sent in a message: packed JSON. */
export const sharedText = (draft: ModelDraft): string => PREFIX + toBase64(zlibSync(strToU8(JSON.stringify(draft)), { level: 9 }))

/** The network of a shared text or of JSON; undefined where there is none. */
export function fromSharedText(text: string): ModelDraft | undefined {
  const given = text.trim()
  try {
    const json = given.startsWith(PREFIX) ? unpacked(given.slice(PREFIX.length)) : given
    const result = draftFrom(JSON.parse(json))
    return 'draft' in result ? result.draft : undefined
  } catch {
    return undefined
  }
}

function unpacked(text: string): string {
  const out = new Uint8Array(LIMIT)
  // The fixed buffer is the limit: a text that unpacks to more fails.
  return strFromU8(unzlibSync(fromBase64(text.replace(/\s+/g, '')), { out }))
}
