import type { DatasetInfo } from '@shared/contract/datasets'
import { countAside, NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import { t } from '.'
import { formatInteger } from './format'

/** How many pictures are left when some are set aside: “59,988 of 60,000 …, 12 set aside”. */
export const leftText = (
  { train, test, setAside }: Pick<DatasetInfo, 'train' | 'test' | 'setAside'>,
  aside: AsidePlaces = setAside ?? NONE_ASIDE,
): string =>
  t('data.aside.left', {
    train: formatInteger(train - aside.train.length),
    allTrain: formatInteger(train),
    test: formatInteger(test - aside.test.length),
    allTest: formatInteger(test),
    n: formatInteger(countAside(aside)),
  })
