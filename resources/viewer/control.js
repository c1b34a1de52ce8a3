// Control words: the same eight that the program tells (wallet/bundle/control_words.py).

async function controlWords(digest) {
  const key = await crypto.subtle.importKey('raw', digest, 'PBKDF2', false, ['deriveBits']);
  const salt = utf8('studieregister-control-words:1');
  const bits = await crypto.subtle.deriveBits({name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600000}, key, 64);
  const words = CONTROL_WORDS.split(' ');
  return Array.from(new Uint8Array(bits), number => words[number]);
}
