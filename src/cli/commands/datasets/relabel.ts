import type { Command } from 'commander'
import { AppError } from '@shared/errors'
import { countRelabelled, NONE_RELABELLED, type NewLabels } from '@shared/recipe/relabelled'
import { NONE_ASIDE } from '@shared/recipe/set-aside'
import type { Act } from '../../command'
import { grouped } from '../../format'
import { labelLines, parseLabels } from '../../relabelled'
import { parsePositions } from '../../set-aside'

interface Options {
  readonly train?: string
  readonly test?: string
  readonly putBack?: boolean
  readonly list?: boolean
}

const HELP = `
The files of the data set are never changed: corrected labels are a list of their own. Trainings and evaluations that begin
later use them; recipes and runs carry the list that they were begun with. Classes are numbered from 0.`

/** Positions that are put back: with a class or without. */
const positionsIn = (text: string | undefined): readonly number[] =>
  text === undefined ? [] : parsePositions(text.replaceAll(/=\d+/g, ''))

const labelsIn = (text: string | undefined): NewLabels =>
  text === undefined ? [] : parseLabels(text)

/** `convscope datasets relabel`: pictures that count as other classes than their files say. */
export function registerRelabel(group: Command, act: Act): void {
  group
    .command('relabel <id>')
    .description('let pictures count as other classes, or as their files say again')
    .option('--train <labels>', 'training pictures with their classes, such as 17=3,25=0')
    .option('--test <labels>', 'test pictures')
    .option('--put-back', 'use the labels of the files again: of these pictures, or of all')
    .option('--list', 'say which are corrected')
    .addHelpText('after', HELP)
    .action(
      act(async ({ output }, id: string, { train, test, putBack, list = false }: Options) => {
        const isNamed = train !== undefined || test !== undefined
        if (!isNamed && !putBack && !list)
          throw new AppError(
            'invalid-argument',
            'Name pictures with --train or --test, or give --put-back or --list.',
          )
        const { changeLabels, datasetInfo } = await import('../../../engine/datasets')
        const present = (await datasetInfo(id)).relabelled ?? NONE_RELABELLED
        const everything = {
          train: present.train.map(([at]) => at),
          test: present.test.map(([at]) => at),
        }
        const named = { train: positionsIn(train), test: positionsIn(test) }
        const { info } = await changeLabels(id, {
          labels: putBack ? NONE_RELABELLED : { train: labelsIn(train), test: labelsIn(test) },
          back: putBack ? (isNamed ? named : everything) : NONE_ASIDE,
        })
        const now = info.relabelled ?? NONE_RELABELLED
        const document = { id, relabelled: { train: now.train, test: now.test } }
        output.result(document, () =>
          [
            `${id}: ${grouped(countRelabelled(now))} labels are corrected`,
            ...(list
              ? (['train', 'test'] as const).flatMap((half) =>
                  labelLines(half, now[half], info.classes),
                )
              : []),
          ].join('\n'),
        )
      }),
    )
}
