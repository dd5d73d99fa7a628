/**
 * Functions of WebAssembly, byte by byte: of numbers and of vectors of two doubles, with typed locals, blocks and loops (WebAssembly Core Specification 2.0,
 * chapter 5).
 */
import { LONGEST_LEB, signed, signedLong, unsigned } from './leb.js';

/** Value types. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof I64 | typeof F64 | typeof V128;

/** Opcodes without immediate operands. */
export const op = {
  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32LtS: 0x48,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  i32Shl: 0x74,
  i32ShrU: 0x76,
  i64LtS: 0x53,
  i64GtS: 0x55,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64And: 0x83,
  i64Shl: 0x86,
  i64ShrS: 0x87,
  i32WrapI64: 0xa7,
  i64OfBits: 0xbd,
  f64OfBits: 0xbf,
  f64Eq: 0x61,
  f64Ne: 0x62,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Le: 0x65,
  f64Ge: 0x66,
  f64Abs: 0x99,
  f64Neg: 0x9a,
  f64Ceil: 0x9b,
  f64Floor: 0x9c,
  f64Trunc: 0x9d,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Sub: 0xa1,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  f64Min: 0xa4,
  f64Max: 0xa5,
  f64Copysign: 0xa6,
  f64ConvertI32S: 0xb7,
  /** Of two values and a condition on the stack, the first where it holds. */
  select: 0x1b,
  return: 0x0f,
  end: 0x0b,
} as const;

/**
 * Opcodes of vector instructions without immediate operands, behind the prefix 0xfd: arithmetic and comparisons of two doubles, bitwise logic on the masks
 * that comparisons give, and whether both lanes of a mask are set.
 */
export const vector = {
  splat: 0x14,
  eq: 0x47,
  ne: 0x48,
  lt: 0x49,
  gt: 0x4a,
  le: 0x4b,
  ge: 0x4c,
  and: 0x4e,
  or: 0x50,
  xor: 0x51,
  bitselect: 0x52,
  /** Whether any bit is set. */
  anyTrue: 0x53,
  ceil: 0x74,
  floor: 0x75,
  trunc: 0x7a,
  allTrue: 0xc3,
  /** Of the bits of both lanes, by the integer on the stack. */
  abs: 0xec,
  neg: 0xed,
  sqrt: 0xef,
  add: 0xf0,
  sub: 0xf1,
  mul: 0xf2,
  div: 0xf3,
  min: 0xf4,
  max: 0xf5,
  pmin: 0xf6,
  pmax: 0xf7,
} as const;

const double = new Float64Array(1);
const bytes = new Uint8Array(double.buffer);
/** Whether this machine stores the last byte of a number first, as modules do. */
const isLittleEndian: boolean = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** N numbers. */
export type Numbers<N extends number, Found extends number[] = []> = Found['length'] extends N
  ? Found
  : Numbers<N, [...Found, number]>;

/** The body of one function, written instruction by instruction. */
export class FunctionBody {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly code: number[] = [];
  /** Where the code calls functions of its own module: the index among them, and where it is to be written. */
  readonly ownCalls: { readonly at: number; readonly index: number }[] = [];
  readonly #locals: ValueType[] = [];

  constructor(name: string, parameters: readonly ValueType[], results: readonly ValueType[]) {
    this.name = name;
    this.parameters = parameters;
    this.results = results;
  }

  get locals(): readonly ValueType[] {
    return this.#locals;
  }

  /** A new local variable, zero at the start. */
  local(type: ValueType): number {
    this.#locals.push(type);
    return this.parameters.length + this.#locals.length - 1;
  }

  /** Several of them. */
  fresh<N extends number>(type: ValueType, count: N): Numbers<N> {
    return Array.from({ length: count }, () => this.local(type)) as Numbers<N>;
  }

  emit(opcode: number): void {
    this.code.push(opcode);
  }

  /** A vector instruction without immediate operands. */
  emitVector(opcode: number): void {
    this.code.push(0xfd);
    unsigned(this.code, opcode);
  }

  get(local: number): void {
    this.code.push(0x20);
    unsigned(this.code, local);
  }

  set(local: number): void {
    this.code.push(0x21);
    unsigned(this.code, local);
  }

  tee(local: number): void {
    this.code.push(0x22);
    unsigned(this.code, local);
  }

  /** local ← local + by, of integers. */
  increase(local: number, by: number): void {
    this.get(local);
    this.i32(by);
    this.emit(op.i32Add);
    this.set(local);
  }

  i32(value: number): void {
    this.code.push(0x41);
    signed(this.code, value);
  }

  i64(value: bigint): void {
    this.code.push(0x42);
    signedLong(this.code, value);
  }

  f64(value: number): void {
    this.code.push(0x44);
    this.#double(value);
  }

  /** The vector (x, y). */
  f64x2(x: number, y: number): void {
    this.code.push(0xfd, 0x0c);
    this.#double(x);
    this.#double(y);
  }

  #double(value: number): void {
    double[0] = value;
    if (!isLittleEndian) bytes.reverse();
    this.code.push(bytes[0]!, bytes[1]!, bytes[2]!, bytes[3]!, bytes[4]!, bytes[5]!, bytes[6]!, bytes[7]!);
  }

  /** Loads the double at the address on the stack plus `offset` bytes. */
  load(offset: number): void {
    this.code.push(0x2b, 3);
    unsigned(this.code, offset);
  }

  store(offset: number): void {
    this.code.push(0x39, 3);
    unsigned(this.code, offset);
  }

  /** Loads the bits of a double. */
  loadBits(offset: number): void {
    this.code.push(0x29, 3);
    unsigned(this.code, offset);
  }

  loadInteger(offset: number): void {
    this.code.push(0x28, 2);
    unsigned(this.code, offset);
  }

  storeInteger(offset: number): void {
    this.code.push(0x36, 2);
    unsigned(this.code, offset);
  }

  /** Loads two bytes as an integer ≥ 0. */
  loadShort(offset: number): void {
    this.code.push(0x2f, 1);
    unsigned(this.code, offset);
  }

  loadVector(offset: number): void {
    this.code.push(0xfd, 0x00, 3);
    unsigned(this.code, offset);
  }

  /** Loads one double into lane 0; lane 1 is 0. */
  loadLow(offset: number): void {
    this.code.push(0xfd, 0x5d, 3);
    unsigned(this.code, offset);
  }

  /** Loads one double into both lanes. */
  loadSplat(offset: number): void {
    this.code.push(0xfd, 0x0a, 3);
    unsigned(this.code, offset);
  }

  storeVector(offset: number): void {
    this.code.push(0xfd, 0x0b, 3);
    unsigned(this.code, offset);
  }

  /** Stores one lane, 0 or 1, of the vector on the stack. */
  storeLane(offset: number, lane: 0 | 1): void {
    this.code.push(0xfd, 0x5b, 3);
    unsigned(this.code, offset);
    this.code.push(lane);
  }

  /** One lane, 0 or 1, of the vector on the stack. */
  extractLane(lane: number): void {
    this.code.push(0xfd, 0x21, lane);
  }

  /** The bits of one lane, 0 or 1, as an integer. */
  extractBits(lane: number): void {
    this.code.push(0xfd, 0x1d, lane);
  }

  /** Puts the number on the stack into one lane, 0 or 1, of the vector below it. */
  replaceLane(lane: number): void {
    this.code.push(0xfd, 0x22, lane);
  }

  /** A vector of two lanes of the two vectors on the stack, whose lanes count as 0, 1 and 2, 3. */
  shuffle(first: number, second: number): void {
    this.code.push(0xfd, 0x0d);
    for (const lane of [first, second]) for (let i = 0; i < 8; i++) this.code.push(8 * lane + i);
  }

  /** Calls an imported function by its index. */
  call(index: number): void {
    this.code.push(0x10);
    unsigned(this.code, index);
  }

  /** Calls one of the module's own functions by its index among them, which may be known before all imports are. */
  callOwn(index: number): void {
    this.code.push(0x10);
    this.ownCalls.push({ at: this.code.length, index });
    for (let i = 0; i < LONGEST_LEB; i++) this.code.push(0);
  }

  block(): void {
    this.code.push(0x02, 0x40);
  }

  loop(): void {
    this.code.push(0x03, 0x40);
  }

  /** The instructions up to the end are for a condition on the stack that holds. */
  when(): void {
    this.code.push(0x04, 0x40);
  }

  /** After {@link FunctionBody.when}: what follows is for a condition that does not hold. */
  otherwise(): void {
    this.code.push(0x05);
  }

  branch(depth: number): void {
    this.code.push(0x0c);
    unsigned(this.code, depth);
  }

  branchIf(depth: number): void {
    this.code.push(0x0d);
    unsigned(this.code, depth);
  }

  /** Branches to the depth that the integer on the stack numbers; it must number one. */
  branchTable(depths: readonly number[]): void {
    this.code.push(0x0e);
    unsigned(this.code, depths.length - 1);
    for (const depth of depths) unsigned(this.code, depth);
  }

  end(): void {
    this.code.push(op.end);
  }
}
