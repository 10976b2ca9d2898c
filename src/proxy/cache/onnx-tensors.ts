/** The stored arrays of an ONNX file, by name. */
export type OnnxTensors = ReadonlyMap<string, OnnxTensor>;

export interface OnnxTensor {
  readonly dims: readonly number[];
  /** Number of the element type in onnx.proto3: 1 is float, 3 is int8. */
  readonly type: number;
  /** Little-endian. */
  readonly raw: Uint8Array;
}

/**
 * Reads the initialisers of an ONNX file and nothing else: enough to run a model that only looks rows up, where the
 * native runtime has no binary. Field numbers: onnx.proto3 of the ONNX project. Throws a RangeError for bytes that are
 * no such file.
 */
export function readOnnxTensors(file: Uint8Array): OnnxTensors {
  const tensors = new Map<string, OnnxTensor>();
  for (const graph of fields(file).filter(({ number }) => number === 7)) {
    for (const { number, bytes } of fields(graph.bytes)) {
      if (number !== 5) continue;
      const { name, tensor } = readTensor(bytes);
      tensors.set(name, tensor);
    }
  }
  return tensors;
}

function readTensor(bytes: Uint8Array): { readonly name: string; readonly tensor: OnnxTensor } {
  const found = fields(bytes);
  const of = (number: number) => found.find(field => field.number === number);
  return {
    name: new TextDecoder().decode(of(8)?.bytes),
    tensor: {
      dims: found.filter(field => field.number === 1).map(field => field.value),
      type: of(2)?.value ?? 0,
      raw: of(9)?.bytes ?? new Uint8Array(),
    },
  };
}

interface Field {
  readonly number: number;
  /** Of a varint; 0 for all others. */
  readonly value: number;
  /** Of a length-delimited field; empty for all others. */
  readonly bytes: Uint8Array;
}

/** Protocol Buffers wire format: a tag of field number and wire type, then a varint or that many bytes. */
function fields(message: Uint8Array): readonly Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('The file ends within a number.');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('A number in the file is too long.');
  };
  const take = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('The file ends within a field.');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag % 8;
    const number = Math.floor(tag / 8);
    if (wire === 0) found.push({ number, value: varint(), bytes: none });
    else if (wire === 2) found.push({ number, value: 0, bytes: take(varint()) });
    else if (wire === 1 || wire === 5) take(wire === 1 ? 8 : 4);
    else throw new RangeError(`The file holds a field of the unknown kind ${wire}.`);
  }
  return found;
}

const none = new Uint8Array();
