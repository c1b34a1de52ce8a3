// SHA-256 in pieces. WebCrypto wants all bytes at once; the seal goes over the whole file, which may be large.

const ROUND = (() => {
  const constants = [];
  for (let number = 2; constants.length < 64; number++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) prime = false;
    if (prime) constants.push((Math.cbrt(number) % 1 * 4294967296) | 0);
  }
  return Int32Array.from(constants);
})();

class Sha256 {
  constructor() {
    this.state = Int32Array.of(
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
    this.block = new Uint8Array(64);
    this.filled = 0;
    this.size = 0;
    this.words = new Int32Array(64);
  }

  add(bytes) {
    this.size += bytes.length;
    let at = 0;
    if (this.filled) {
      at = Math.min(64 - this.filled, bytes.length);
      this.block.set(bytes.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < 64) return;
      this.mix(this.block, 0);
      this.filled = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.mix(bytes, at);
    this.block.set(bytes.subarray(at));
    this.filled = bytes.length - at;
  }

  mix(bytes, at) {
    const words = this.words, state = this.state;
    for (let index = 0; index < 16; index++, at += 4) {
      words[index] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    }
    for (let index = 16; index < 64; index++) {
      const early = words[index - 15], late = words[index - 2];
      words[index] = words[index - 16] + words[index - 7]
        + ((early >>> 7 | early << 25) ^ (early >>> 18 | early << 14) ^ early >>> 3)
        + ((late >>> 17 | late << 15) ^ (late >>> 19 | late << 13) ^ late >>> 10) | 0;
    }
    let a = state[0], b = state[1], c = state[2], d = state[3];
    let e = state[4], f = state[5], g = state[6], h = state[7];
    for (let index = 0; index < 64; index++) {
      const first = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
        + (e & f ^ ~e & g) + ROUND[index] + words[index] | 0;
      const second = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
        + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + first | 0; d = c; c = b; b = a; a = first + second | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d;
    state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }

  finish() {
    const size = this.size;
    const rest = new Uint8Array(this.filled < 56 ? 64 - this.filled : 128 - this.filled);
    rest[0] = 0x80;
    const view = new DataView(rest.buffer);
    view.setUint32(rest.length - 8, Math.floor(size / 0x20000000));
    view.setUint32(rest.length - 4, size << 3 >>> 0);
    this.add(rest);
    const digest = new DataView(new ArrayBuffer(32));
    this.state.forEach((word, index) => digest.setInt32(index * 4, word));
    return new Uint8Array(digest.buffer);
  }
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
