import { computed, reactive } from 'vue'
import { AppError, type Words } from '@shared/errors'
import { checkNormalisation } from '@shared/model/normalisation'
import {
  knownAs,
  preprocessingOf,
  preprocessingSchema,
  type KnownId,
  type Preprocessing,
} from '@shared/model/preprocessing'
import { DEFAULT_FITTING, type Fitting } from '@shared/recipe/fitting'
import { checkValue } from '@shared/schema-fault'

/** How pictures are prepared, as it is chosen or typed. */
export interface TypedPreprocessing {
  way: KnownId | 'own'
  mean: string
  std: string
  bgr: boolean
  fitting: Fitting
}

/** What is typed as a preprocessing, or what is wrong with it. */
type Read = { readonly value: Preprocessing } | { readonly problem: Words }

const numbersIn = (text: string): number[] =>
  text.split(/[,;\s]+/).flatMap((part) => (part === '' ? [] : [Number(part)]))

function read(typed: TypedPreprocessing, channels: number): Read {
  const fitting = typed.fitting === DEFAULT_FITTING ? {} : { fitting: typed.fitting }
  if (typed.way !== 'own') return { value: { ...preprocessingOf(typed.way), ...fitting } }
  const [mean, std] = [numbersIn(typed.mean), numbersIn(typed.std)]
  const checked = checkValue(preprocessingSchema, {
    normalisation: { mean, std },
    order: typed.bgr && channels === 3 ? 'bgr' : 'rgb',
    ...fitting,
  })
  if (!checked.success) return { problem: checked.faults[0].words }
  try {
    checkNormalisation(checked.data.normalisation, { channels })
    return { value: checked.data }
  } catch (thrown) {
    return { problem: AppError.from(thrown).words }
  }
}

/**
 * A form for how pictures are prepared.
 * @param channels of the network's input
 */
export function usePreprocessingForm(channels: () => number) {
  const typed = reactive<TypedPreprocessing>({
    way: 'zero-to-one',
    mean: '0',
    std: '1',
    bgr: false,
    fitting: DEFAULT_FITTING,
  })

  /** Shows a preprocessing in the form. */
  function show(preprocessing: Preprocessing): void {
    const { normalisation, order, fitting = DEFAULT_FITTING } = preprocessing
    Object.assign(typed, {
      way: knownAs(preprocessing) ?? 'own',
      mean: (normalisation?.mean ?? [0]).join(', '),
      std: (normalisation?.std ?? [1]).join(', '),
      bgr: order === 'bgr',
      fitting,
    })
  }

  /** The numbers of a known way stand there when others are wanted. */
  function choose(way: TypedPreprocessing['way']): void {
    if (way === 'own' && typed.way !== 'own') show(preprocessingOf(typed.way))
    typed.way = way
  }

  return { typed, show, choose, result: computed(() => read(typed, channels())) }
}

export type PreprocessingForm = ReturnType<typeof usePreprocessingForm>
