// The seal over the whole file. A page cannot read its own file, but the file is written such that its document
// gives back every character: this is the same writing (wallet/bundle/viewer.py), read backwards.

const PROLOGUE = '<!DOCTYPE html>';
// Written so, because these four characters mean something inside a script element.
const COMMENT = '\u003c!--';
const SEAL_MARK = 'studieregister-seal:1:';
const SEAL = /^studieregister-seal:1:([0-9a-f]{128})$/;
const RAW = new Set(['script', 'style', 'noscript']);
const VOID = new Set(['meta', 'br', 'img', 'hr', 'input', 'link', 'source']);

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

// Pushes the pieces of text that this node was written as. Pieces are the document's own strings, not copies.
function written(node, pieces) {
  if (node.nodeType === Node.TEXT_NODE) {
    pieces.push(RAW.has(node.parentNode.localName) ? node.data : escaped(node.data));
  } else if (node.nodeType === Node.COMMENT_NODE) {
    pieces.push(COMMENT + node.data + '-->');
  } else {
    const attributes = Array.from(node.attributes, one => ` ${one.name}="${escaped(one.value).replace(/"/g, '&quot;')}"`);
    pieces.push('<' + node.localName + attributes.join('') + '>');
    if (VOID.has(node.localName)) return;
    for (const child of node.childNodes) written(child, pieces);
    pieces.push('</' + node.localName + '>');
  }
}

// The document as it stands while the script at its end runs, before anything else can have changed it.
function snapshot() {
  const pieces = [PROLOGUE];
  written(document.documentElement, pieces);
  return pieces;
}

// Resolves when the rest is read, with the characters of the seal, or null when anything but the seal came after.
function restOfDocument(script) {
  const look = () => {
    const [doctype, root, comment, more] = document.childNodes;
    const plain = doctype && doctype.nodeType === Node.DOCUMENT_TYPE_NODE && doctype.name === 'html'
      && !doctype.publicId && !doctype.systemId && document.compatMode === 'CSS1Compat';
    const closed = root === document.documentElement && root.lastChild === document.body
      && document.body.lastChild === script && comment && comment.nodeType === Node.COMMENT_NODE && !more;
    const found = plain && closed ? SEAL.exec(comment.data) : null;
    return found ? found[1] : null;
  };
  if (document.readyState !== 'loading') return Promise.resolve(look());
  return new Promise(resolve => {
    document.addEventListener('readystatechange', () => resolve(look()), {once: true});
  });
}

const breath = () => new Promise(resolve => setTimeout(resolve));

async function digestOfFile(pieces) {
  const hash = new Sha256();
  const buffer = new Uint8Array(1 << 20);
  const step = buffer.length / 4;
  let since = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const {read, written: size} = encoder.encodeInto(piece.slice(from, from + step), buffer);
      hash.add(buffer.subarray(0, size));
      // A half of a surrogate pair at the end of a slice stays for the next one.
      from += read || 1;
      since += size;
      if (since > 1 << 23) {
        since = 0;
        await breath();
      }
    }
  }
  return hash.finish();
}

async function sealHolds(pieces, seal, key) {
  try {
    if (!seal || !key) return false;
    const closing = COMMENT + SEAL_MARK + '0'.repeat(128) + '-->';
    const signed = joined(utf8(SEAL_MARK), await digestOfFile([...pieces, closing]));
    return await signatureHolds(key, fromHex(seal), signed);
  } catch {
    return false;
  }
}
