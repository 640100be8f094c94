import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupFailure, messageOf } from '../../src/libtensorflow/failure.mjs'
import { readJson, writeJson } from '../../src/libtensorflow/files.mjs'
import { bringOfficial, officialVersion } from './lib/electron-official.mjs'
import { HOSTED_VERSION, bringHosted, isHostedUsable } from './lib/electron-hosted.mjs'
import { say } from './lib/report.mjs'

const FIX = 'npm run setup -- --only electron --fresh'

const folderOf = (ctx) => join(ctx.cache, 'electron')
const currentPath = (ctx) => join(folderOf(ctx), 'current.json')

/**
 * Records that the official runtime could not be fetched, so that later starts do not wait for it
 * again.
 */
const refusedPath = (ctx) => join(folderOf(ctx), 'official-refused.json')

/** The runtime that starts the window, or undefined while there is none. */
export function electronExecutable(ctx) {
  const current = readJson(currentPath(ctx))
  return current && existsSync(current.executable) ? current : undefined
}

/**
 * Electron's runtime: the official one where it is available, otherwise an older one that is hosted
 * on npm.
 */
export default {
  id: 'electron',
  title: 'Electron',

  check(ctx) {
    const current = electronExecutable(ctx)
    const official = officialVersion(ctx)
    if (!current)
      return { ok: false, detail: 'not set up', fix: 'npm run setup -- --only electron' }
    if (current.version === official) return { ok: true, detail: official }
    const refused = readJson(refusedPath(ctx))
    if (current.version === HOSTED_VERSION && refused?.version === official) {
      return {
        ok: true,
        detail: `${HOSTED_VERSION}, an old one for tests, because ${official} could not be fetched (again: ${FIX})`,
      }
    }
    return { ok: false, detail: `${current.version} is here, ${official} is wanted`, fix: FIX }
  },

  async run(ctx) {
    if (ctx.offline)
      throw new SetupFailure(
        'Electron is not on this machine yet',
        'npm run setup   (with a network)',
      )
    const official = officialVersion(ctx)
    let reason =
      readJson(refusedPath(ctx))?.version === official && !ctx.fresh
        ? 'it could not be fetched earlier'
        : undefined
    if (!reason) {
      try {
        return await writeJson(currentPath(ctx), {
          version: official,
          executable: await bringOfficial(ctx, folderOf(ctx)),
        })
      } catch (error) {
        if (!isHostedUsable(ctx)) throw error
        reason = messageOf(error)
      }
    }
    say(
      `Electron ${official}: ${reason}. Taking ${HOSTED_VERSION} from npm instead (end of life: for tests, not for the Internet).`,
    )
    await writeJson(currentPath(ctx), {
      version: HOSTED_VERSION,
      executable: await bringHosted(ctx, folderOf(ctx)),
    })
    await writeJson(refusedPath(ctx), { version: official, reason })
  },
}
