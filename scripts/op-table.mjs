// `node scripts/op-table.mjs`: writes src/engine/graph/op-table.json from the op list of the
// libtensorflow that is set up. A graph's nodes must name every attribute; an eager call lets
// TensorFlow infer most of them. The table holds what inferring needs (types of inputs and
// attributes) of the operations that tfjs-node and this project call.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import protobuf from 'protobufjs'
import { askLibrary } from './setup/lib/ask-library.mjs'
import { createContext } from './setup/lib/context.mjs'
import { readJson } from '../src/libtensorflow/files.mjs'

const PROGRAM = `
#include <cstdio>
#include "tensorflow/c/c_api.h"
int main() {
  TF_Buffer* ops = TF_GetAllOpList();
  TF_Buffer* versions = TF_NewBuffer();
  TF_Status* status = TF_NewStatus();
  TF_GraphVersions(TF_NewGraph(), versions, status);
  fprintf(stderr, "%s %zu\\n", TF_Version(), versions->length);
  fwrite(versions->data, 1, versions->length, stdout);
  fwrite(ops->data, 1, ops->length, stdout);
}`

/** The part of TensorFlow's op_def.proto, types.proto and versions.proto that is read here. */
const SCHEMA = `
syntax = "proto3";
message VersionDef { int32 producer = 1; }
message OpList { repeated OpDef op = 1; }
message OpDef {
  message ArgDef { string name = 1; int32 type = 3; string type_attr = 4; string number_attr = 5; string type_list_attr = 6; }
  message AttrDef { string name = 1; string type = 2; }
  string name = 1; repeated ArgDef input_arg = 2; repeated ArgDef output_arg = 3; repeated AttrDef attr = 4;
}`

/** TensorFlow's op list and graph version, queried from the library itself. */
function askForOps(folder) {
  const { stdout, stderr } = askLibrary(folder, PROGRAM)
  const [version, length] = stderr.toString().trim().split('\n').at(-1).split(' ')
  return {
    version,
    versions: stdout.subarray(0, Number(length)),
    ops: stdout.subarray(Number(length)),
  }
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (/\.(js|ts)$/.test(path) && !/\.(d|test)\.ts$/.test(path)) yield path
  }
}

/**
 * Words in quotes, and the kernel names of tfjs, which tfjs-node hands on as names of operations
 * (`tfjs_1.Reshape`).
 */
function wordsIn(folders) {
  const words = new Set()
  for (const folder of folders) {
    for (const path of files(folder)) {
      for (const [, quoted, member] of readFileSync(path, 'utf8').matchAll(
        /'([A-Z]\w+)'|tfjs_1\.([A-Z]\w+)/g,
      ))
        words.add(quoted ?? member)
    }
  }
  return words
}

/**
 * `T` the type in that attribute, `N*T` a list of one type, `[Ts]` a list of several, `=3` a fixed
 * type by its number.
 */
function inputCode({ type, typeAttr, numberAttr, typeListAttr }) {
  if (typeListAttr) return `[${typeListAttr}]`
  const single = typeAttr || `=${type}`
  return numberAttr ? `${numberAttr}*${single}` : single
}

const ctx = createContext()
const { binding } = readJson(join(ctx.cache, 'tensorflow', 'current.json'))
const { version, versions, ops } = askForOps(dirname(binding))
const { root } = protobuf.parse(SCHEMA, { keepCase: false })
const { producer } = root.lookupType('VersionDef').decode(versions)
const { op: all } = root.lookupType('OpList').decode(ops)
const words = wordsIn([
  join(ctx.root, 'node_modules/@tensorflow/tfjs-node-gpu/dist'),
  join(ctx.root, 'src/engine'),
])
const table = all
  .filter(({ name }) => words.has(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .map(({ name, inputArg, attr }) => [
    name,
    {
      inputs: inputArg.map(inputCode),
      attributes: Object.fromEntries(attr.map((a) => [a.name, a.type])),
    },
  ])
const lines = table.map(
  ([name, definition]) => `    ${JSON.stringify(name)}: ${JSON.stringify(definition)}`,
)
const path = join(ctx.root, 'src/engine/graph/op-table.json')
writeFileSync(
  path,
  `{\n  "tensorflow": ${JSON.stringify(version)},\n  "graphVersion": ${producer},\n  "ops": {\n${lines.join(',\n')}\n  }\n}\n`,
)
console.log(`${path}: ${table.length} of ${all.length} operations of TensorFlow ${version}`)
