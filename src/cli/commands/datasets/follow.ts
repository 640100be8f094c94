import { inEnglish } from '@shared/errors'
import type { DatasetInfo } from '@shared/contract/datasets'
import type { Work } from '../../../engine/work/work'
import type { Context } from '../../command'
import { followed } from '../../followed'
import { grouped } from '../../format'

/** Height, width and channels of a picture; nothing while they are unknown. */
export const pictureSize = ({
  height,
  width,
  channels,
}: Pick<DatasetInfo, 'height' | 'width' | 'channels'>): string =>
  height === 0 ? '' : `${height}×${width}×${channels}`

/** A data set for people and programs that read English; of what is set aside the numbers. */
export const datasetInEnglish = ({ note, setAside, relabelled, ...info }: DatasetInfo) => ({
  ...info,
  ...(note === undefined ? {} : { note: inEnglish(note) }),
  ...(setAside ? { setAside: { train: setAside.train.length, test: setAside.test.length } } : {}),
  ...(relabelled
    ? { relabelled: { train: relabelled.train.length, test: relabelled.test.length } }
    : {}),
})

/** Runs a long data set call with a progress line, and says what the set then is. */
export async function follow(
  context: Context,
  call: (work: Work) => Promise<DatasetInfo>,
): Promise<void> {
  const info = await followed(context, call)
  const pictures = `${grouped(info.train)} training and ${grouped(info.test)} test pictures of ${pictureSize(info)}`
  context.output.result(
    datasetInEnglish(info),
    () => `${info.id}: ${info.state}, ${pictures}, ${info.classes.length} classes`,
  )
}
