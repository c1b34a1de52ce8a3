// Texts and bytes. Every reader refuses what is not the one canonical spelling.

const encoder = new TextEncoder();

function utf8(text) {
  return encoder.encode(text);
}

function fromUtf8(bytes) {
  return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function hex(bytes) {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text) {
  return Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
}

// atob takes white space and loose padding: the form is checked first, and the last bits by the length alone,
// because whatever they say, the digest of the bytes decides.
function fromBase64(text) {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Error('base64');
  const bytes = new Uint8Array(text.length / 4 * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0));
  // A multiple of four.
  const step = 1 << 16;
  for (let from = 0, at = 0; from < text.length; from += step) {
    const piece = atob(text.slice(from, from + step));
    for (let index = 0; index < piece.length; index++) bytes[at++] = piece.charCodeAt(index);
  }
  return bytes;
}

function toBase64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Error('base64url');
  const padded = text.replace(/-/g, '+').replace(/_/g, '/') + '='.repeat((4 - text.length % 4) % 4);
  const bytes = Uint8Array.from(atob(padded), character => character.charCodeAt(0));
  if (bytes.length < 4096 && toBase64Url(bytes) !== text) throw new Error('base64url');
  return bytes;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
// Reading base58 is quadratic work; a key or signature has at most 90 characters.
const MAX_BASE58 = 128;

function fromBase58(text) {
  if (text.length > MAX_BASE58) throw new Error('base58');
  const bytes = [];
  for (const character of text) {
    let carry = BASE58.indexOf(character);
    if (carry < 0) throw new Error('base58');
    for (let index = 0; index < bytes.length; index++) {
      carry += bytes[index] * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    for (; carry; carry >>= 8) bytes.push(carry & 255);
  }
  for (const character of text) {
    if (character !== '1') break;
    bytes.push(0);
  }
  return Uint8Array.from(bytes.reverse());
}

function fromMultibase(text) {
  if (typeof text !== 'string') throw new Error('multibase');
  if (text[0] === 'z') return fromBase58(text.slice(1));
  if (text[0] === 'u') return fromBase64Url(text.slice(1));
  throw new Error('multibase');
}
