/** Records of so many doubles each, from number `first` on. */
export interface Records {
  readonly record: number;
  readonly first: number;
  readonly count: number;
  recordOf(s: number): ArrayLike<number>;
}

// What has steps in bytes, little-endian throughout: the name of the format, its version, the length of the header, a check sum of all from the header on, the
// number of doubles; the header as JSON in ASCII, filled up with spaces to eight bytes; the records of the steps as doubles.

const VERSION = 1;
const PREFIX = 24;

/**
 * @param name - of the format, eight characters
 * @param what - all but the steps, as plain data
 * @param parts - the records of steps, one part after the other
 */
export function bytesOf(name: string, what: object, ...parts: readonly Records[]): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(what).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const header = text.padEnd(8 * Math.ceil(text.length / 8));
  const doubles = parts.reduce((sum, { record, count, first }) => sum + record * (count - first), 0);
  const bytes = new Uint8Array(PREFIX + header.length + 8 * doubles);
  const view = new DataView(bytes.buffer);
  writeText(bytes, 0, name);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, header.length, true);
  writeText(bytes, PREFIX, header);
  let at = PREFIX + header.length;
  for (const steps of parts) {
    for (let s = steps.first; s < steps.count; s++) {
      const record = steps.recordOf(s);
      for (let i = 0; i < steps.record; i++, at += 8) view.setFloat64(at, record[i]!, true);
    }
  }
  view.setUint32(16, checkSum(bytes.subarray(PREFIX)), true);
  view.setUint32(20, (bytes.length - PREFIX - header.length) / 8, true);
  return bytes;
}

/** What `bytesOf` was given, the records of the steps one after the other. */
export function partsOfBytes(where: string, name: string, bytes: Uint8Array): { header: unknown; records: Float64Array } {
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`${where}: expected a Uint8Array, got ${typeof bytes}`);
  const reject = (expected: string, got: string | number): never => {
    throw new RangeError(`${where}: expected ${expected}, got ${got}; the bytes are not those that toBytes wrote`);
  };
  if (bytes.length < PREFIX || readText(bytes.subarray(0, 8)) !== name)
    reject(`bytes that begin with ${name}`, `${bytes.length} others`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8, true) !== VERSION) reject(`version ${VERSION} of the format`, view.getUint32(8, true));
  const start = PREFIX + view.getUint32(12, true);
  const length = start + 8 * view.getUint32(20, true);
  if (length !== bytes.length) reject(`${length} bytes`, bytes.length);
  if (view.getUint32(16, true) !== checkSum(bytes.subarray(PREFIX))) reject('the check sum of what was written', 'another');
  const header: unknown = JSON.parse(readText(bytes.subarray(PREFIX, start)));
  const records = Float64Array.from({ length: (bytes.length - start) / 8 }, (_, i) => view.getFloat64(start + 8 * i, true));
  return { header, records };
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}

function readText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** CRC-32 of bytes, with the polynomial of ISO 3309: every change of up to 32 neighboring bits changes it. */
function checkSum(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 255]!;
  return ~sum >>> 0;
}

const table: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  return sum;
});
