import { runMarksSchema, tagSchema, type RunMarks } from '@shared/contract/training'
import type { RegisterCommand } from '../../command'
import { findRun } from '../../find-run'
import { checked } from '../../values'
import { runInEnglish, type RunInEnglish } from './text'

interface TagOptions {
  readonly remove?: readonly string[]
  readonly clear?: boolean
}

/**
 * A run, after its marks were written.
 * @param marksOf from those that it has; undefined writes nothing
 */
async function marked(
  argument: string,
  marksOf: ((before: RunMarks) => Partial<RunMarks>) | undefined,
): Promise<RunInEnglish> {
  const [{ readRun }, { markRun }] = await Promise.all([
    import('../../../engine/runs/run-folder'),
    import('../../../engine/runs/run-marks'),
  ])
  const folder = await findRun(argument)
  const { tags = [], note = '' } = await readRun(folder)
  if (marksOf) await markRun(folder, marksOf({ tags, note }))
  return runInEnglish(await readRun(folder))
}

const tagsText = ({ id, tags = [] }: RunInEnglish): string =>
  tags.length > 0 ? `${id}: ${tags.join(', ')}` : `${id} has no tags.`

/** `convscope runs tag|note`. */
export const registerTags: RegisterCommand = (group, act) => {
  group
    .command('tag <run> [tags...]')
    .description('give a run tags, or take them away; without any, show them')
    .option('--remove <tag...>', 'take these away')
    .option('--clear', 'take all away first')
    .action(
      act(
        async (
          { output },
          argument: string,
          given: readonly string[],
          { remove = [], clear = false }: TagOptions,
        ) => {
          const added = given.map((tag) => checked(tagSchema, tag, `The tag “${tag}”`))
          const { length } = [...added, ...remove]
          const isShown = length === 0 && !clear
          const change = ({ tags }: RunMarks): Partial<RunMarks> => {
            const left = (clear ? [] : tags).filter((tag) => !remove.includes(tag))
            return {
              tags: checked(runMarksSchema.shape.tags, [...left, ...added], 'The list of tags'),
            }
          }
          const run = await marked(argument, isShown ? undefined : change)
          output.result(run, () => tagsText(run))
        },
      ),
    )
  group
    .command('note <run> [text]')
    .description('write a note on a run; without a text, show it; an empty text removes it')
    .action(
      act(async ({ output }, argument: string, text: string | undefined) => {
        const note = checked(runMarksSchema.shape.note, text ?? '', 'The note')
        const run = await marked(argument, text === undefined ? undefined : () => ({ note }))
        output.result(run, () => run.note ?? `${run.id} has no note.`)
      }),
    )
}
