import type { Quantised } from './quantise.js';
import { bytesField, message, numberField } from './protobuf.js';

// Field and type numbers: onnx.proto3 of the ONNX project, IR version 8.
const irVersion = 8;
const opset = 17;
const elementType = { float: 1, int8: 3, int64: 7 } as const;

/**
 * The model as an ONNX file: look up the eight-bit row of each token, make it float, multiply it by the row's scale.
 * Pooling and scaling to length 1 are left to the loader (`pooling: 'mean', normalize: true`), for which the mean of the
 * rows is as good as their sum. The mask is declared because the loader passes it, and not used.
 */
export function writeOnnx({ size, cells, scale }: Quantised): Buffer {
  const graph = message(
    node('Gather', ['table', 'input_ids'], 'rows'),
    node('Cast', ['rows'], 'floats', bytesField(5, castTo(elementType.float))),
    node('Gather', ['scale', 'input_ids'], 'scales'),
    node('Unsqueeze', ['scales', 'last_axis'], 'columns'),
    node('Mul', ['floats', 'columns'], 'last_hidden_state'),
    bytesField(2, 'starter'),
    tensor('table', elementType.int8, [scale.length, size], cells),
    tensor('scale', elementType.float, [scale.length], scale),
    tensor('last_axis', elementType.int64, [1], new BigInt64Array([-1n])),
    bytesField(11, valueInfo('input_ids', elementType.int64, ['batch', 'tokens'])),
    bytesField(11, valueInfo('attention_mask', elementType.int64, ['batch', 'tokens'])),
    bytesField(12, valueInfo('last_hidden_state', elementType.float, ['batch', 'tokens', size])),
  );
  return message(
    numberField(1, irVersion),
    bytesField(2, 'tuppence-training'),
    bytesField(7, graph),
    bytesField(8, numberField(2, opset)),
  );
}

function node(operator: string, inputs: readonly string[], output: string, ...attributes: readonly Buffer[]): Buffer {
  const names = inputs.map(input => bytesField(1, input));
  return bytesField(1, message(...names, bytesField(2, output), bytesField(4, operator), ...attributes));
}

/** The one attribute of a Cast: `to`, an integer (attribute type 2). */
function castTo(type: number): Buffer {
  return message(bytesField(1, 'to'), numberField(3, type), numberField(20, 2));
}

/** An initialiser with raw little-endian data, which is what typed arrays hold on every platform Node runs on. */
function tensor(name: string, type: number, dims: readonly number[], data: ArrayBufferView): Buffer {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const sizes = dims.map(dim => numberField(1, dim));
  return bytesField(5, message(...sizes, numberField(2, type), bytesField(8, name), bytesField(9, raw)));
}

function valueInfo(name: string, type: number, dims: readonly (string | number)[]): Buffer {
  const shape = dims.map(dim => bytesField(1, typeof dim === 'number' ? numberField(1, dim) : bytesField(2, dim)));
  const tensorType = message(numberField(1, type), bytesField(2, message(...shape)));
  return message(bytesField(1, name), bytesField(2, bytesField(1, tensorType)));
}
