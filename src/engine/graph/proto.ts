import protobuf from 'protobufjs'

/**
 * The parts of TensorFlow's saved_model.proto, meta_graph.proto, graph.proto, node_def.proto,
 * attr_value.proto, types.proto and tensor.proto that are used here, with their field numbers.
 */
const SCHEMA = `
syntax = "proto3";
message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraphDef meta_graphs = 2; }
message MetaGraphDef {
  message MetaInfoDef { repeated string tags = 4; string tensorflow_version = 5; bool stripped_default_attrs = 7; }
  MetaInfoDef meta_info_def = 1;
  GraphDef graph_def = 2;
  map<string, CollectionDef> collection_def = 4;
  map<string, SignatureDef> signature_def = 5;
}
message CollectionDef {
  message BytesList { repeated bytes value = 1; }
  oneof kind { BytesList bytes_list = 2; }
}
message TensorInfo { oneof encoding { string name = 1; } int32 dtype = 2; TensorShapeProto tensor_shape = 3; }
message SignatureDef { map<string, TensorInfo> inputs = 1; map<string, TensorInfo> outputs = 2; string method_name = 3; }
message GraphDef { repeated NodeDef node = 1; VersionDef versions = 4; }
message VersionDef { int32 producer = 1; int32 min_consumer = 2; }
message NodeDef { string name = 1; string op = 2; repeated string input = 3; string device = 4; map<string, AttrValue> attr = 5; }
message AttrValue {
  message ListValue {
    repeated bytes s = 2; repeated int64 i = 3; repeated float f = 4; repeated bool b = 5; repeated int32 type = 6;
    repeated TensorShapeProto shape = 7;
  }
  oneof value { ListValue list = 1; bytes s = 2; int64 i = 3; float f = 4; bool b = 5; int32 type = 6; TensorShapeProto shape = 7; TensorProto tensor = 8; }
}
message TensorProto { int32 dtype = 1; TensorShapeProto tensor_shape = 2; bytes tensor_content = 4; repeated float float_val = 5; repeated int32 int_val = 7; repeated bool bool_val = 11; }
message TensorShapeProto { message Dim { int64 size = 1; } repeated Dim dim = 2; }
`
const savedModel = protobuf.parse(SCHEMA).root.lookupType('SavedModel')

interface ShapeProto {
  readonly dim: readonly { readonly size: number }[]
}
/** Values as they are in memory, or one value for all elements. */
export interface TensorProto {
  readonly dtype: number
  readonly tensorShape: ShapeProto
  readonly tensorContent?: Uint8Array
  readonly floatVal?: readonly number[]
  readonly intVal?: readonly number[]
  readonly boolVal?: readonly boolean[]
}
export interface ListProto {
  readonly s?: readonly Uint8Array[]
  readonly i?: readonly number[]
  readonly f?: readonly number[]
  readonly b?: readonly boolean[]
  readonly type?: readonly number[]
  readonly shape?: readonly ShapeProto[]
}
/** Value of a node's attribute: one of these. */
export interface AttributeProto {
  readonly list?: ListProto
  readonly s?: Uint8Array
  readonly i?: number
  readonly f?: number
  readonly b?: boolean
  readonly type?: number
  readonly shape?: ShapeProto
  readonly tensor?: TensorProto
}
export interface NodeProto {
  readonly name: string
  readonly op: string
  /** `node:output` of each input, then `^node` of each node that must run before. */
  readonly input: readonly string[]
  readonly attr: Readonly<Record<string, AttributeProto>>
}

export const shapeProto = (shape: readonly number[]): ShapeProto => ({
  dim: shape.map((size) => ({ size })),
})

/** The tag under which {@link encodeSavedModel} files its graph. */
export const TAG = 'serve'

/** A tensor of the graph under the name that callers know; the batch is −1. */
export interface SignatureTensor {
  /** `node:output` */
  readonly name: string
  readonly dtype: number
  readonly shape: readonly number[]
}

/** A function of the graph that servers and `tf.saved_model.load` find by its name. */
export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>
  readonly outputs: Readonly<Record<string, SignatureTensor>>
}

/** What a SavedModel has beside its graph. */
interface Extras {
  readonly signatures?: Readonly<Record<string, Signature>>
  /** Texts that other programs hand on unread, by a key. */
  readonly texts?: Readonly<Record<string, string>>
}

const each = <A, B>(record: Readonly<Record<string, A>>, of: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value)]))

const tensorInfo = ({ name, dtype, shape }: SignatureTensor) => ({
  name,
  dtype,
  tensorShape: shapeProto(shape),
})

/** A graph as the content of a `saved_model.pb`, the only form of graph that the binding reads. */
export function encodeSavedModel(
  nodes: readonly NodeProto[],
  graphVersion: number,
  { signatures, texts }: Extras = {},
): Uint8Array {
  return savedModel
    .encode({
      savedModelSchemaVersion: 1,
      metaGraphs: [
        {
          metaInfoDef: { tags: [TAG], ...(signatures && { strippedDefaultAttrs: true }) },
          graphDef: { node: nodes, versions: { producer: graphVersion } },
          ...(texts && {
            collectionDef: each(texts, (text) => ({
              bytesList: { value: [new TextEncoder().encode(text)] },
            })),
          }),
          ...(signatures && {
            signatureDef: each(signatures, ({ inputs, outputs }) => ({
              inputs: each(inputs, tensorInfo),
              outputs: each(outputs, tensorInfo),
              methodName: 'tensorflow/serving/predict',
            })),
          }),
        },
      ],
    })
    .finish()
}

const EMPTY: NodeProto = { name: '', op: '', input: [], attr: {} }

interface Decoded {
  readonly metaGraphs?: readonly {
    readonly graphDef?: { readonly node?: readonly Partial<NodeProto>[] }
    readonly collectionDef?: Readonly<
      Record<string, { readonly bytesList?: { readonly value?: readonly Uint8Array[] } }>
    >
    readonly signatureDef?: Readonly<Record<string, unknown>>
  }[]
}

/** The nodes of a `saved_model.pb`, and the texts that lie beside them. */
export function readSavedModel(bytes: Uint8Array): {
  readonly nodes: readonly NodeProto[]
  readonly texts: ReadonlyMap<string, string>
  readonly signatures: Readonly<Record<string, unknown>>
} {
  // Of a Buffer the library would make Buffers, which JSON writes in another way.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { metaGraphs = [] } = savedModel.toObject(savedModel.decode(plain), {
    longs: Number,
  }) as Decoded
  const collections = metaGraphs.flatMap(({ collectionDef = {} }) => Object.entries(collectionDef))
  return {
    // The library leaves out what is empty.
    nodes: metaGraphs.flatMap(({ graphDef }) =>
      (graphDef?.node ?? []).map((node) => ({ ...EMPTY, ...node })),
    ),
    texts: new Map(
      collections.flatMap(([key, { bytesList }]): [string, string][] => {
        const [text] = bytesList?.value ?? []
        return text ? [[key, new TextDecoder().decode(text)]] : []
      }),
    ),
    signatures: Object.fromEntries(
      metaGraphs.flatMap(({ signatureDef = {} }) => Object.entries(signatureDef)),
    ),
  }
}
