import { expect, it } from 'vitest'
import { shrinkToDataset } from '../fit'
import { ALL_PRESET_IDS, preset } from '../presets'
import { resolveModel } from '../resolve'
import { lint } from '.'

it('of every preset whose warnings have a mend, both variants fit the small pictures that they are proved on', () => {
  const dataset = { height: 28, width: 28, channels: 1, classes: 10 }
  for (const id of ALL_PRESET_IDS) {
    for (const { mended } of lint(resolveModel(preset(id)))) {
      for (const spec of mended ? [preset(id), mended] : []) expect(resolveModel(shrinkToDataset(spec, dataset)).classes).toBe(10)
    }
  }
})
