/**
 * FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): h ← (h xor byte)·(2^40 + 435), on two halves of 32 bits.
 *
 * Doubles enter as their eight bytes, lowest first; −0 as 0 and every NaN as one, as far as they mean the same here.
 */
export class Digest {
  #high = 0xcbf29ce4;
  #low = 0x84222325;

  byte(b) {
    const low = this.#low ^ b;
    // 435 times 32 bits stay below 2^53.
    const product = (low >>> 0) * 435;
    this.#high = (this.#high * 435 + Math.floor(product / 4294967296) + ((low << 8) >>> 0)) >>> 0;
    this.#low = product >>> 0;
  }

  number(x) {
    float[0] = x === 0 ? 0 : Number.isNaN(x) ? NaN : x;
    for (let i = 0; i < 8; i++) this.byte(bytes[i]);
    return this;
  }

  numbers(xs) {
    for (const x of xs) this.number(x);
    return this;
  }

  /** UTF-16 code units, and the length after them, so that 'ab', 'c' differs from 'a', 'bc'. */
  text(s) {
    for (let i = 0; i < s.length; i++) {
      this.byte(s.charCodeAt(i) & 255);
      this.byte(s.charCodeAt(i) >> 8);
    }
    return this.number(s.length);
  }

  toString() {
    return hex(this.#high) + hex(this.#low);
  }
}

const float = new Float64Array(1);
const bytes = new Uint8Array(float.buffer);

function hex(word) {
  return word.toString(16).padStart(8, '0');
}
