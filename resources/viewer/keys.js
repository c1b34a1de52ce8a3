// Ed25519 keys as did:key. Browsers accept small-order and non-canonical keys, with which anyone can sign; we do not.

const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
];

function refusedKey(bytes) {
  // The y coordinate must be below 2^255 - 19, written little-endian with the sign of x in the highest bit.
  const high = (bytes[31] & 0x7f) === 0x7f && bytes.subarray(1, 31).every(byte => byte === 0xff);
  return bytes.length !== 32 || high && bytes[0] >= 0xed || SMALL_ORDER.includes(hex(bytes));
}

// The 32 bytes of a did:key, or null for another kind of key or another method.
function keyOf(did) {
  const found = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)$/.exec(did);
  if (!found) return null;
  const bytes = fromMultibase(found[1]);
  return bytes.length === 34 && bytes[0] === 0xed && bytes[1] === 0x01 ? bytes.subarray(2) : null;
}

async function signatureHolds(key, signature, message) {
  if (refusedKey(key) || signature.length !== 64) return false;
  const imported = await crypto.subtle.importKey('raw', key, {name: 'Ed25519'}, false, ['verify']);
  return crypto.subtle.verify({name: 'Ed25519'}, imported, signature, message);
}

// Test 1 of RFC 8032: a browser that gets this wrong, or does not know Ed25519, checks nothing here.
async function knowsEd25519() {
  try {
    const key = fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    const signature = fromHex('e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b');
    return await signatureHolds(key, signature, new Uint8Array(0))
      && !await signatureHolds(key, signature, Uint8Array.of(1));
  } catch {
    return false;
  }
}
