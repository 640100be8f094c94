import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { OpenedFiles } from '@shared/contract/desktop'
import { takeDropped } from './dropped'
import type { PathTokens } from './tokens'

const LESSON = /\.convscope-lesson$/i
/** A lesson's link has some kilobytes. */
const LONGEST_LESSON = 1_000_000

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (info) => info.isFile(),
    () => false,
  )

/**
 * Files that the system hands to the app ("open with"), until the window takes them: as arguments
 * at its start or of a second start, or on macOS by an event.
 */
export class FilesToOpen {
  #paths: string[] = []

  constructor(
    private readonly tokens: Pick<PathTokens, 'register'>,
    private readonly onArrival: () => void,
  ) {}

  /** @param words what followed the executable's name; switches and folders are passed over */
  add(words: readonly string[], folder: string): void {
    const paths = words.filter((word) => word !== '' && !word.startsWith('-'))
    if (paths.length === 0) return
    this.#paths.push(...paths.map((path) => resolve(folder, path)))
    this.onArrival()
  }

  /** What has come since the last call: lessons' links, and all else as if it had been dropped. */
  async take(): Promise<OpenedFiles> {
    const lessons: string[] = []
    const others: string[] = []
    for (const path of this.#paths.splice(0)) {
      if (!(await isFile(path))) continue
      if (!LESSON.test(path)) others.push(path)
      else if ((await stat(path)).size <= LONGEST_LESSON)
        lessons.push(await readFile(path, 'utf8').catch(() => ''))
    }
    return { ...(await takeDropped(others, this.tokens)), lessons }
  }
}
