import { defineFormat } from './format'

/** A graph of ONNX's standard operators, which most runtimes and compilers of networks read. */
export const onnx = defineFormat({
  id: 'onnx',
  label: { en: 'ONNX (.onnx)', zh: 'ONNX（.onnx）' },
  hint: {
    en: 'One graph of standard operators, for ONNX Runtime and most tools that deploy networks.',
    zh: '由标准算子组成的一张图，供 ONNX Runtime 和大多数部署工具使用。',
  },
  audience: 'ONNX Runtime',
  marks: ['model.onnx'],
  extras: ['preprocessing', 'all-outputs'],
  files: /\.onnx$/i,
  others: /^model\.onnx\.data$/,
})
