// Sentences and dates in the chosen language. The sentences come with the page (resources/locale).

const LANGUAGES = ['nl', 'en'];
let language = LANGUAGES.includes(document.documentElement.lang) ? document.documentElement.lang : 'nl';

function say(code, numbers = {}) {
  let sentence = WORDS[code][LANGUAGES.indexOf(language)];
  if (Array.isArray(sentence)) sentence = sentence[numbers.n === 1 ? 0 : 1];
  return sentence.replace(/\{(\w+)\}/g, (_, name) => numbers[name] ?? '…');
}

function sayIf(code, otherwise) {
  return Object.hasOwn(WORDS, code) ? say(code) : otherwise;
}

// A moment in the reader's own time.
function dayOf(moment) {
  const date = new Date(moment);
  return say('date', {day: date.getDate(), month: say('month.' + (date.getMonth() + 1)), year: date.getFullYear()});
}

function timeOf(moment) {
  const date = new Date(moment);
  return say('time', {hour: date.getHours(), minute: String(date.getMinutes()).padStart(2, '0')});
}

// A date as people remember it: a year, a month or a day. Anything else stands as it is written.
function partialDate(text) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(text);
  const month = found && found[2] ? sayIf('month.' + Number(found[2]), '') : '';
  if (!found || found[2] && !month) return String(text);
  if (found[3]) return say('date', {day: Number(found[3]), month, year: found[1]});
  return month ? say('month_year', {month, year: found[1]}) : found[1];
}

function number(text) {
  const value = Number(text);
  return Number.isFinite(value) ? value.toLocaleString(language) : String(text);
}

function size(bytes) {
  const [amount, unit] = bytes < 1e3 ? [bytes, 'B'] : bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return amount.toLocaleString(language, {maximumFractionDigits: amount < 10 ? 1 : 0}) + ' ' + unit;
}

// Text of a credential: a string, a language map, a list of them or of values with a language.
function textOf(value) {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return textOf(value.find(one => one && one['@language'] === language) ?? value[0]);
  if (!value || typeof value !== 'object') return '';
  return textOf(value['@value'] ?? value[language] ?? value.narrative ?? Object.values(value).find(one => typeof one === 'string'));
}
