// JSON Canonicalization Scheme (RFC 8785). JavaScript writes strings and numbers the way it wants them.

const MAX_DEPTH = 64;

function canonical(value, depth = 0) {
  if (depth > MAX_DEPTH) throw new Error('depth');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) throw new Error('surrogate');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return '[' + value.map(member => canonical(member, depth + 1)).join(',') + ']';
  // By UTF-16 unit, as the standard has it.
  const members = Object.keys(value).sort();
  return '{' + members.map(name => canonical(name) + ':' + canonical(value[name], depth + 1)).join(',') + '}';
}
