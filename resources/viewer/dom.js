// Elements. Content goes in as text nodes only, never as markup.

// A table that is laid out as a list on a phone stays a table for a screen reader.
const ROLES = {table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell'};

function h(name, attributes, ...children) {
  const element = document.createElement(name);
  if (ROLES[name]) element.setAttribute('role', ROLES[name]);
  if (attributes && attributes.scope) element.setAttribute('role', attributes.scope === 'row' ? 'rowheader' : 'columnheader');
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(9).filter(child => child !== null && child !== undefined && child !== '' && child !== false));
  return element;
}

// What the learner or an issuer wrote: in its own direction and, when known, its own language.
function quoted(text, spoken, name = 'span', attributes = {}) {
  return h(name, {dir: 'auto', lang: spoken || null, ...attributes}, plain(text));
}

// Without control characters, and without those that turn the reading order around.
function plain(text) {
  return String(text).replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '');
}

function paragraphs(text, spoken) {
  return plain(text).split(/\n+/).filter(line => line.trim()).map(line => quoted(line, spoken, 'p'));
}

const SHAPES = {
  ring: ['ring', 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', 'M7.5 12.3l3 3l6-6.3'],
  failed: ['failed', 'M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z', 'M8.8 8.8l6.4 6.4M15.2 8.8l-6.4 6.4'],
  unknown: ['unknown', 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', 'M9.3 9.6a2.8 2.8 0 1 1 4 2.5c-.9.5-1.3 1-1.3 1.9M12 17.2v.1'],
  none: ['none', 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', 'M8 12h8'],
  note: ['none', 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', 'M12 11v5.5M12 7.4v.1'],
};
const SHAPE_OF = {
  [UNCHANGED]: 'ring', [ALTERED]: 'failed', [EXPIRED]: 'failed', onbetrouwbaar: 'failed',
  [NOT_SURE]: 'unknown', [NOT_LOOKED]: 'unknown', [NOT_SIGNED]: 'none',
};
const ICONS = {
  file: ['M6 3h8l4 4v14H6z', 'M14 3v4h4M9 12h6M9 16h6'],
  image: ['M3 5h18v14H3z', 'M7 9.5a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M5 19l6-6l3 3l2.5-2.5L21 18'],
  audio: ['M4 10v4M8 7v10M12 4v16M16 8v8M20 11v2'],
  withheld: ['M6 3h8l4 4v14H6z', 'M14 3v4h4M9 14h6'],
  pen: ['M4 20l1-4L16 5l3 3L8 19z', 'M14 7l3 3'],
};

function drawing(name, paths) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  for (const [key, value] of Object.entries({class: name, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false'})) {
    svg.setAttribute(key, value);
  }
  for (const shape of paths) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}

const icon = name => drawing('icon', ICONS[name]);

function shape(name) {
  const [tone, ...paths] = SHAPES[name];
  return drawing('mark ' + tone, paths);
}

// A mark is never without its word.
function marked(name, word, more, tag = 'b') {
  const tone = SHAPES[name][0];
  return h('span', {class: 'marked ' + tone}, shape(name), h('span', {}, h(tag, {}, word), more && h('span', {class: 'more'}, more)));
}
