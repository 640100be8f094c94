import protobuf from 'protobufjs'

/**
 * The parts of TensorFlow's saved_model.proto, meta_graph.proto, graph.proto, node_def.proto,
 * attr_value.proto and tensor.proto that are used here, with their field numbers.
 */
const SCHEMA = `
syntax = "proto3";
message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraphDef meta_graphs = 2; }
message MetaGraphDef {
  message MetaInfoDef { repeated string tags = 4; }
  MetaInfoDef meta_info_def = 1;
  GraphDef graph_def = 2;
}
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

/** A graph as the content of a `saved_model.pb`, the only form of graph that the binding reads. */
export function encodeSavedModel(nodes: readonly NodeProto[], graphVersion: number): Uint8Array {
  return savedModel
    .encode({
      savedModelSchemaVersion: 1,
      metaGraphs: [
        {
          metaInfoDef: { tags: [TAG] },
          graphDef: { node: nodes, versions: { producer: graphVersion } },
        },
      ],
    })
    .finish()
}

/** The nodes of a `saved_model.pb`, for tests and for inspecting graphs. */
export function decodeSavedModel(bytes: Uint8Array): NodeProto[] {
  const decoded = savedModel.toObject(savedModel.decode(bytes), { longs: Number }) as {
    metaGraphs: { graphDef?: { node?: NodeProto[] } }[]
  }
  return decoded.metaGraphs.flatMap(({ graphDef }) => graphDef?.node ?? [])
}
