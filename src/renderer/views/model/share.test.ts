import { leanDraft } from '@shared/model/lean'
import { preset } from '@shared/model/presets'
import { i18n } from '@renderer/i18n'
import { afterEach, describe, expect, it } from 'vitest'
import { fromSharedText, sharedText } from './share'

describe('a shared network', () => {
  afterEach(() => void (i18n.global.locale.value = 'en'))
  const draft = leanDraft(preset('resnet18'))
  const packed = sharedText(draft)

  it('comes back from one word, also from one that was broken into lines, or from JSON', () => {
    expect(packed).toMatch(/^convscope-network:[\w-]+$/)
    expect(packed.length).toBeLessThan(4000)
    expect(fromSharedText(` ${packed}\n`)).toEqual({ draft })
    expect(fromSharedText(packed.replace(/.{70}/g, '$&\n'))).toEqual({ draft })
    expect(fromSharedText(`\n${JSON.stringify(draft, null, 2)}`)).toEqual({ draft })
  })

  it.each([
    ['', 'This is neither the text of a shared network nor JSON.'],
    ['hello', 'This is neither the text of a shared network nor JSON.'],
    ['convscope-network:', 'Part of the shared text is missing or was changed. Copy it again.'],
    ['convscope-network:AAAA', 'Part of the shared text is missing or was changed. Copy it again.'],
    [packed.slice(0, -20), 'Part of the shared text is missing or was changed. Copy it again.'],
    [
      '{"name": "x",\n "layers": [01]}',
      'This is not JSON: line 2, column 13: 01 is not a JSON number.',
    ],
    ['{"name": 1}', 'This JSON is not a network: name: must be a text, but is 1.'],
  ])('is not %j, and it is said why', (text, problem) => {
    expect(fromSharedText(text)).toEqual({ problem })
  })

  it('is refused in Chinese too', () => {
    i18n.global.locale.value = 'zh'
    expect(fromSharedText('{"name": 01}')).toEqual({
      problem: '这不是 JSON：第 1 行第 10 列：01 不是 JSON 的数字写法。',
    })
  })
})
