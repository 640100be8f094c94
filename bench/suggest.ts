import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { recipeSchema, type Recipe } from '../src/shared/model/recipe'
import { suggest } from '../src/shared/suggest/suggest'
import type { SetFacts } from '../src/shared/suggest/set-facts'
import { thisMachine } from './lib/machine'
import { printReport, runBench } from './lib/report'
import { markdownTable } from './lib/table'
import { CHAPTER, candidates } from './suggest/candidates'
import { CommandLine } from './suggest/command'
import { SETS, type BenchSet } from './suggest/sets'

const USAGE = `Usage: npm run bench -- suggest [--only <text>] [--json]
Trains what "convscope suggest" proposes for each data set, and every recipe of a search over
networks, optimizers and rates of the same length. --only takes the sets whose names hold the text.`

const answerSchema = z.object({ recipe: recipeSchema })
const infoSchema = z.object({
  datasets: z.array(z.object({ id: z.string(), classes: z.array(z.string()) })),
})

interface Result {
  readonly set: string
  readonly proposed: number
  readonly seconds: number
  readonly chapter: number
  readonly best: number
  readonly bestName: string
  readonly chance: number
}

/** The facts of a recipe's data set that networks are made from. */
function factsOf(recipe: Recipe, classes: number, pictures: number): SetFacts {
  const { height, width, channels } = recipe.model.input
  const { mean = [0], std = [1] } = recipe.normalisation ?? {}
  const perClass = Array.from({ length: classes }, () => pictures / classes)
  return { dataset: recipe.dataset, height, width, channels, perClass, test: 0, mean, std }
}

/** What is proposed for the set, or for the part of it that is used. */
function proposalFor(
  set: BenchSet,
  command: CommandLine,
  folder: string,
): { recipe: Recipe; facts: SetFacts } {
  const isPart = 'limitTrain' in set
  const dataset = isPart ? 'fashion-mnist' : set.name
  if (!isPart) {
    set.write(join(folder, set.name))
    command.run(['datasets', 'import', join(folder, set.name)])
  }
  const { recipe } = answerSchema.parse(command.json(['suggest', dataset]))
  const { datasets } = infoSchema.parse(command.json(['datasets', 'list']))
  const classes = datasets.find(({ id }) => id === dataset)?.classes.length ?? 0
  if (!isPart) return { recipe, facts: factsOf(recipe, classes, 400) }
  const facts = factsOf(recipe, classes, set.limitTrain)
  // The network and the length are those of a set of this size; its pictures are part of a larger.
  const part = suggest(facts, () => 1e-5).recipe
  return { facts, recipe: { ...part, limitTrain: set.limitTrain } }
}

function judge(set: BenchSet, command: CommandLine, folder: string): Result {
  const { recipe, facts } = proposalFor(set, command, folder)
  const proposed = command.train(recipe)
  const tried = candidates(facts, recipe).map(({ name, recipe: other }) => {
    const { accuracy } = command.train(other)
    console.error(`${set.name}: ${name}: ${accuracy.toFixed(3)}`)
    return { name, accuracy }
  })
  const best = tried.reduce((a, b) => (b.accuracy > a.accuracy ? b : a))
  const chapter = tried.find(({ name }) => name === CHAPTER)?.accuracy ?? NaN
  const chance = 1 / facts.perClass.length
  const { accuracy, seconds } = proposed
  return {
    set: set.name,
    proposed: accuracy,
    seconds,
    chapter,
    best: best.accuracy,
    bestName: best.name,
    chance,
  }
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1))

runBench(USAGE, ['only'] as const, (asked) => {
  const folder = mkdtempSync(join(tmpdir(), 'convscope-suggest-'))
  try {
    const command = new CommandLine(folder)
    const only = asked.text('only') ?? ''
    const results = SETS.filter(({ name }) => name.includes(only)).map((set) =>
      judge(set, command, folder),
    )
    const rows = results.map((each) => [
      each.set,
      percent(each.proposed),
      percent(each.best),
      (100 * (each.proposed - each.best)).toFixed(1),
      percent(each.chapter),
      String(Math.round(each.seconds)),
      each.bestName,
    ])
    const head = [
      'data set',
      'proposed, %',
      'best of the search, %',
      'points',
      'chapter, %',
      's',
      'the best',
    ]
    printReport(thisMachine(), [markdownTable(head, rows)], { results }, asked.json)
    return Promise.resolve()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
