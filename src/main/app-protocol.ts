import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import type { Protocol } from 'electron'

export const APP_SCHEME = 'app'
const APP_HOST = 'convscope'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`

/** The app's own files only: no inline script, no eval, nothing remote. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Files of other types are not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
}

export interface Asset {
  readonly path: string
  readonly type: string
}

/**
 * The file that a URL of the app names, or null for anything outside `root`, another host, or a
 * kind that isn't served.
 */
export function resolveAsset(root: string, url: string): Asset | null {
  let path: string
  try {
    const { protocol, host, pathname } = new URL(url)
    if (protocol !== `${APP_SCHEME}:` || host !== APP_HOST) return null
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (/[\0\\]/.test(path)) return null
  const file = resolve(root, `.${path}`)
  if (!file.startsWith(resolve(root) + sep)) return null
  const type = TYPES[extname(file).toLowerCase()]
  return type === undefined ? null : { path: file, type }
}

/** Answers `app:` requests with files of the built window; everything else is 404. */
export async function serveAsset(
  root: string,
  request: { readonly url: string; readonly method: string },
): Promise<Response> {
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  }
  const asset = request.method === 'GET' ? resolveAsset(root, request.url) : null
  try {
    if (asset)
      return new Response(await readFile(asset.path), {
        headers: { ...headers, 'content-type': asset.type },
      })
  } catch {
    // For the window, a file that can't be read does not exist.
  }
  return new Response('Not found', {
    status: 404,
    headers: { ...headers, 'content-type': 'text/plain' },
  })
}

export function serveApp(protocol: Protocol, root: string): void {
  protocol.handle(APP_SCHEME, (request) => serveAsset(root, request))
}
