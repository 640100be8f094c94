import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate'
import { parseJson } from '@shared/json/parse'
import { draftFrom, parseDraft, type ModelDraft } from '@shared/model/draft'
import { t } from '@renderer/i18n'
import { errorText, wordsText } from '@renderer/i18n/error-text'

const PREFIX = 'convscope-network:'
/** A shared text is at most this long once unpacked. */
const LIMIT = 8_000_000

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0))

/** A network as one word that can be sent in a message: packed JSON. */
export const sharedText = (draft: ModelDraft): string =>
  PREFIX + toBase64(zlibSync(strToU8(JSON.stringify(draft)), { level: 9 }))

/** The network of a shared text or of JSON, or what is wrong with it, in the present language. */
export function fromSharedText(
  text: string,
): { readonly draft: ModelDraft } | { readonly problem: string } {
  const given = text.trim()
  if (given.startsWith(PREFIX)) return fromPacked(given.slice(PREFIX.length))
  if (!given.startsWith('{')) return { problem: t('model.pasteDialog.wrong') }
  try {
    const result = draftFrom(parseJson(given))
    if ('draft' in result) return result
    const [{ field, words }] = result.faults
    return {
      problem: t('model.pasteDialog.noNetwork', { place: field, message: wordsText(words) }),
    }
  } catch (thrown) {
    return { problem: t('model.pasteDialog.noJson', { fault: errorText(thrown) }) }
  }
}

/** Nobody writes it by hand, so what fails has been damaged on its way. */
function fromPacked(text: string): ReturnType<typeof fromSharedText> {
  try {
    return { draft: parseDraft(JSON.parse(unpacked(text))) }
  } catch {
    return { problem: t('model.pasteDialog.damaged') }
  }
}

function unpacked(text: string): string {
  const out = new Uint8Array(LIMIT)
  // The fixed buffer is the limit: a text that unpacks to more fails.
  return strFromU8(unzlibSync(fromBase64(text.replace(/\s+/g, '')), { out }))
}
