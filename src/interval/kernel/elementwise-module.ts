/**
 * The loops of elementwise.ts as a WebAssembly module of two-lane vectors, and the memory it runs in.
 *
 * The bytes are written by test/interval/kernel/elementwise-module.ts, where the instructions can be read; a test keeps the two equal.
 */

/** Intervals per block: three blocks of pairs fill 48 of the 64 KiB of one memory page. */
export const blockPairs = 1024;

/** The module's bytes in hexadecimal. */
export const moduleText: string =
  '0061736d0100000001060160017f017f020d01016d066d656d6f7279020001030403000000071303036164640000037375620001036d756c00020a84' +
  '0803830202017f057bfd0c00000000000000000000000000000000fd0c00000000000000000000000000000000fd47210603402001fd000300210220' +
  '01fd0003808001210320022003fdf00122042002fdf1012105200220042005fdf101fdf10120032005fdf101fdf001fd0c000000000000f0bf000000' +
  '000000f03ffdf201fd0c00000000000000000000000000000000fd4a2004fdec012205fd0c010000000000a0bc010000000000a03cfdf201fd0c0100' +
  '0000000000800100000000000000fdf001fd4e2004fdf00121042005fd0c000000000000c07f000000000000c07ffd4b2006fd4e210620012004fd0b' +
  '03808002200141106a22012000480d000b2006fdc3010b9e0202017f057bfd0c00000000000000000000000000000000fd0c00000000000000000000' +
  '000000000000fd47210603402001fd00030021022001fd0003808001210320032003fd0d08090a0b0c0d0e0f0001020304050607fded012103200220' +
  '03fdf00122042002fdf1012105200220042005fdf101fdf10120032005fdf101fdf001fd0c000000000000f0bf000000000000f03ffdf201fd0c0000' +
  '0000000000000000000000000000fd4a2004fdec012205fd0c010000000000a0bc010000000000a03cfdf201fd0c0100000000000080010000000000' +
  '0000fdf001fd4e2004fdf00121042005fd0c000000000000c07f000000000000c07ffd4b2006fd4e210620012004fd0b03808002200141106a220120' +
  '00480d000b2006fdc3010bdc0302017f057bfd0c00000000000000000000000000000000fd0c00000000000000000000000000000000fd4721060340' +
  '2001fd00030021022001fd0003808001210320022002fdf2012205fd0c00000000000070010000000000007001fd4c2005fd0c000000000000707e00' +
  '0000000000707efd4bfd4e2002fd0c00000000000000000000000000000000fd47fd502006fd4e210620032003fdf2012205fd0c0000000000007001' +
  '0000000000007001fd4c2005fd0c000000000000707e000000000000707efd4bfd4e2003fd0c00000000000000000000000000000000fd47fd502006' +
  'fd4e210620022003fdf2012104200220032003fd0d08090a0b0c0d0e0f0001020304050607fdf201210520042005fdf601210220042005fdf7012103' +
  '20022003fd0d000102030405060718191a1b1c1d1e1f210420022003fd0d08090a0b0c0d0e0f1011121314151617210520042005fdf60120042005fd' +
  'f701fd0d000102030405060718191a1b1c1d1e1f2204fd0c00000000000000000000000000000000fd482004fdec012205fd0c010000000000a0bc01' +
  '0000000000a03cfdf201fd0c01000000000000800100000000000000fdf001fd4e2004fdf001210420012004fd0b03808002200141106a2201200048' +
  '0d000b2006fdc3010b';

/** A loaded module. */
export interface Block {
  /** out[i] = a[i] ∘ b[i] for offsets from…to − 1 of a block; false, with nothing written, if a pair in it is out of the ordinary. */
  readonly run: (
    name: 'add' | 'sub' | 'mul',
    out: Float64Array,
    a: Float64Array,
    b: Float64Array,
    from: number,
    to: number,
  ) => boolean;
}

/** The part of the WebAssembly API used here; TypeScript knows it only with the types of a browser. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, (bytes: number) => number>> };
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

let loaded: Block | undefined;
let isTried = false;

/** The module, compiled at the first call; undefined where WebAssembly or its vectors are missing or forbidden. */
export function loadBlocks(): Block | undefined {
  if (isTried) return loaded;
  isTried = true;
  const engine = (globalThis as unknown as { readonly WebAssembly?: Engine }).WebAssembly;
  try {
    if (engine) loaded = load(engine);
  } catch {
    // A content-security policy or an engine without vectors: the loops do the work.
    loaded = undefined;
  }
  return loaded;
}

function load({ Module, Instance, Memory }: Engine): Block {
  const bytes = Uint8Array.from({ length: moduleText.length / 2 }, (_, k) =>
    Number.parseInt(moduleText.slice(2 * k, 2 * k + 2), 16),
  );
  const memory = new Memory({ initial: 1 });
  const { exports } = new Instance(new Module(bytes), { m: { memory } });
  const length = 2 * blockPairs;
  const [a, b, out] = [0, 1, 2].map((k) => new Float64Array(memory.buffer, 8 * length * k, length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return {
    run: (name, target, x, y, from, to) => {
      const isWhole = from === 0 && to === target.length;
      a.set(isWhole ? x : x.subarray(from, to));
      b.set(isWhole ? y : y.subarray(from, to));
      if (exports[name]!(8 * (to - from)) === 0) return false;
      target.set(to - from === length ? out : out.subarray(0, to - from), from);
      return true;
    },
  };
}
