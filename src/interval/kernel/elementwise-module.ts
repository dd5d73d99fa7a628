import { link } from '../../wasm/link.js';
import { blockPairs, elementwiseModule } from './elementwise-code.js';

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

let loaded: Block | undefined;
let isTried = false;

/** The module, written and compiled at the first call; undefined where WebAssembly or its vectors are missing or forbidden. */
export function loadBlocks(): Block | undefined {
  if (!isTried) loaded = load();
  isTried = true;
  return loaded;
}

function load(): Block | undefined {
  const length = 2 * blockPairs;
  const linked = link(elementwiseModule(), 3 * length);
  if (linked === undefined) return undefined;
  const { memory, exports } = linked;
  const a = memory.subarray(0, length);
  const b = memory.subarray(length, 2 * length);
  const out = memory.subarray(2 * length, 3 * length);
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
