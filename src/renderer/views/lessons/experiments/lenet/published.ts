import type { RunCurves } from '@renderer/charts/series'
import type { Curves, Metric } from '@renderer/charts/curves'
import data from './published.json'

/**
 * The figure and the printed line of "Dive into Deep Learning", 6.6 LeNet, PyTorch, as published on
 * 2023-08-18 in the notebook chapter_convolutional-neural-networks/lenet.ipynb of
 * github.com/d2l-ai/d2l-zh-pytorch-colab. The points are the corners of the curves in the figure's
 * SVG, whose axes are linear: x = 1 + (x' − 30.103125) / 21.7, y = (142.40606 − y') / 54.833332.
 */
export const PUBLISHED = {
  source: 'Dive into Deep Learning, LeNet (PyTorch), 2023-08-18',
  trainLoss: 0.469,
  trainAccuracy: 0.823,
  testAccuracy: 0.779,
  examplesPerSecond: 55296.6,
  device: 'cuda:0',
} as const

const points = (metric: keyof typeof data): Curves[Metric] =>
  data[metric].map(([x = 0, y = 0]) => ({ x, y }))

export const publishedCurves = (title: string): RunCurves => ({
  id: 'published',
  title,
  curves: {
    trainLoss: points('trainLoss'),
    trainAccuracy: points('trainAccuracy'),
    testAccuracy: points('testAccuracy'),
    validationAccuracy: [],
  },
})
