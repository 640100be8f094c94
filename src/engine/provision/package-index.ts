import { AppError, phrase } from '@shared/errors'
import { z } from 'zod'
import { cancelled, checkCancelled } from '../runtime/faults'

/** An answer takes so long at most. */
const PATIENCE_MS = 20_000
/** PyPI's longest lists have some megabytes. */
const LONGEST = 64 * 2 ** 20

const listSchema = z.object({
  files: z.array(z.object({ filename: z.string(), url: z.string() })),
})

/** The link of a file in an index's page, as JSON (PEP 691) or HTML (PEP 503). */
export function linkIn(text: string, file: string): string | undefined {
  if (text.trimStart().startsWith('{'))
    return listSchema.parse(JSON.parse(text)).files.find(({ filename }) => filename === file)?.url
  for (const [, href = '', label = ''] of text.matchAll(
    /<a\s[^>]*?href="([^"]+)"[^>]*>\s*([^<]+?)\s*<\/a>/g,
  ))
    if (label === file) return href.replaceAll('&amp;', '&')
  return undefined
}

/**
 * Where an index has a wheel.
 * @param index address of a simple repository
 * @throws AppError `network` if it does not answer, or lacks the file; `cancelled`
 */
export async function wheelLink(
  index: string,
  { project, file }: { readonly project: string; readonly file: string },
  signal?: AbortSignal,
): Promise<string> {
  checkCancelled(signal)
  const page = `${index.replace(/\/$/, '')}/${project}/`
  let text: string
  // Electron 25's Node has no AbortSignal.any.
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  const timer = setTimeout(abort, PATIENCE_MS)
  signal?.addEventListener('abort', abort)
  try {
    const response = await fetch(page, {
      headers: { accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.5' },
      signal: stop.signal,
    })
    if (!response.ok)
      throw new AppError(
        'network',
        phrase`${page} answered ${response.status} ${response.statusText}`,
      )
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw cancelled()
    if (error instanceof AppError) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new AppError(
      'network',
      phrase`PyPI could not be reached at ${page}: ${cause instanceof Error ? cause.message : String(cause)}. Check the connection and try again, or choose the wheel as a file.`,
    )
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
  const link = text.length > LONGEST ? undefined : linkIn(text, file)
  if (link === undefined)
    throw new AppError(
      'network',
      phrase`${page} does not list ${file}. Choose the wheel as a file.`,
    )
  const address = new URL(link, page)
  address.hash = ''
  return address.href
}
