// Evidence: pictures, sound and plain text open in the page, everything else can only be kept.

const OPENS = [
  ['image', /^image\/(png|jpeg|gif|webp)$/, 'view'],
  ['audio', /^audio\/(mpeg|mp4|aac|ogg|wav|x-wav|webm|flac)$/, 'listen'],
  ['text', /^text\/plain\b/, 'read'],
];
let openings = 0;
// Characters shown; the file itself may be longer.
const MAX_TEXT = 200000;

function kindOf(file) {
  const type = plain(file.mediaType);
  const found = /^(image|audio|video|text)\//.exec(type);
  return type === 'application/pdf' ? 'pdf' : found ? found[1] : 'file';
}

function evidenceList(report, entry, spoken) {
  const tiles = entry.evidence.map((file, index) => tile(report, file, `${entry.number}.${index + 1} `, spoken));
  const original = entry.original && tile(report, {...entry.original, name: entry.original.fileName, mediaType: 'application/octet-stream'}, '', null);
  if (!tiles.length && !original) return null;
  return [h('h3', {}, say(tiles.length ? 'evidence' : 'original')), h('ul', {class: 'evidence'}, tiles, original)];
}

function tile(report, file, number, spoken) {
  const state = report.files.get(file.id);
  const kind = kindOf(file);
  const withheld = state === 'withheld';
  const about = withheld ? say('withheld')
    : state === 'beside' ? say('beside', {file: plain(file.fileName)})
      : state === 'missing' ? say('code.file_missing')
        : `${say('file_kind.' + kind)}, ${size(Number(file.fileSize) || 0)}`;
  const here = state === HOLDS || state === NOT_LOOKED || state === BROKEN;
  return h('li', {class: withheld ? 'withheld' : ''},
    h('span', {class: 'tile'}, icon(withheld ? 'withheld' : ICONS[kind] ? kind : 'file')),
    h('div', {class: 'what'},
      h('b', {}, number, file.name ? quoted(file.name, spoken) : ''),
      h('span', {class: 'more'}, about),
      (state === BROKEN || state === 'missing') && h('span', {class: 'more'}, marked('failed', say('code.file_differs')))),
    here && controls(file, state));
}

function controls(file, state) {
  const opens = state === BROKEN ? null : OPENS.find(([, types]) => types.test(file.mediaType));
  const place = h('div', {class: 'opened', hidden: true, id: 'bewijs-' + ++openings});
  const view = opens && h('button', {type: 'button', class: 'button', 'aria-expanded': 'false', 'aria-controls': place.id}, say(opens[2]));
  if (view) view.addEventListener('click', () => {
    const open = place.hidden;
    if (open && !place.firstChild) place.append(opened(opens[0], file));
    place.hidden = !open;
    view.setAttribute('aria-expanded', String(open));
    view.textContent = say(open ? 'close' : opens[2]);
  });
  return [
    h('div', {class: 'acts'}, view, h('button', {type: 'button', class: 'button', onclick: () => save(contentOf(file), plain(file.fileName))}, say('save'))),
    place,
  ];
}

function opened(kind, file) {
  const bytes = contentOf(file);
  if (kind === 'text') {
    const text = new TextDecoder('utf-8').decode(bytes);
    return h('div', {}, quoted(text.slice(0, MAX_TEXT), null, 'pre'), text.length > MAX_TEXT && h('p', {class: 'small'}, say('too_long')));
  }
  const address = URL.createObjectURL(new Blob([bytes], {type: plain(file.mediaType).split(';')[0]}));
  return kind === 'image' ? h('img', {src: address, alt: plain(file.name || '')}) : h('audio', {src: address, controls: true});
}

// Hands a file to the browser's own "save": as bytes without a type, so that nothing opens it.
function save(bytes, name) {
  const address = URL.createObjectURL(new Blob([bytes], {type: 'application/octet-stream'}));
  const link = h('a', {href: address, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
