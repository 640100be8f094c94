import type { DatasetInfo } from '@shared/contract/datasets'
import type { JobOptions } from '../../../engine/datasets'
import type { Context } from '../../command'
import { grouped } from '../../format'
import { describe, StatusLine } from '../../progress'

/** Height, width and channels of a picture; nothing while they are unknown. */
export const pictureSize = ({ height, width, channels }: DatasetInfo): string =>
  height === 0 ? '' : `${height}×${width}×${channels}`

/**
 * Runs a long data set call with a progress line; Ctrl-C cancels it and nothing is left half done.
 */
export async function follow(
  { output, terminal }: Context,
  call: (job: JobOptions) => Promise<DatasetInfo>,
): Promise<void> {
  const line = new StatusLine(terminal.stderr)
  const controller = new AbortController()
  const release = terminal.onInterrupt(() => controller.abort())
  try {
    const info = await call({
      signal: controller.signal,
      onProgress: (progress) => line.show(describe(progress)),
    })
    line.clear()
    const pictures = `${grouped(info.train)} training and ${grouped(info.test)} test pictures of ${pictureSize(info)}`
    output.result(
      info,
      () => `${info.id}: ${info.state}, ${pictures}, ${info.classes.length} classes`,
    )
  } finally {
    line.clear()
    release()
  }
}
