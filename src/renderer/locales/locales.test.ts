import { describe, expect, it } from 'vitest'
import type { MessageTree } from './types'
import { en } from './en'
import { zh } from './zh'

const flat = (tree: MessageTree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flat(value, `${path}${key}.`),
  )

const english = new Map(flat(en))
const chinese = new Map(flat(zh))
const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()

/**
 * One word for one thing, in all views: the chapter's word and those that mean the same elsewhere.
 */
const GLOSSARY = [
  { word: '汇聚', not: /池化/ },
  { word: '步幅', not: /步长/ },
  { word: '批量规范化', not: /批(量)?(归一化|标准化)/ },
  { word: '暂退法', not: /丢弃法|随机失活/ },
  { word: '卷积核', not: /滤波器/ },
  { word: '准确率', not: /(训练|测试)(精度|准确度|正确率)/ },
  { word: '训练记录', not: /训练运行/ },
  { word: '数据集', not: /数据组/ },
  { word: '回收站', not: /废纸篓|垃圾桶/ },
  { word: '…', not: /……|\.\.\./ },
]

describe('English and Chinese', () => {
  it.each(GLOSSARY)('say $word in every view', ({ not }) => {
    expect([...chinese].filter(([, text]) => not.test(text))).toEqual([])
  })

  it('call a picture by one name in the frame and in the views around it', () => {
    const views = ['frame', 'train', 'inspect', 'models']
    expect(
      [...chinese].filter(
        ([key, text]) => views.includes(key.split('.')[0] ?? '') && text.includes('图像'),
      ),
    ).toEqual([])
  })

  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('fill the same places', () => {
    for (const [key, text] of english)
      expect([key, places(chinese.get(key) ?? '').filter((name) => name !== 'n')]).toEqual([
        key,
        places(text).filter((name) => name !== 'n'),
      ])
  })

  it('leave no text empty', () => {
    for (const [key, text] of [...english, ...chinese])
      expect([key, text.trim()]).not.toEqual([key, ''])
  })
})
