// The order of things: remember the document as it came, check it, and only then show anything as checked.

const script = document.currentScript;
const pieces = snapshot();
const seal = restOfDocument(script);
// In a changed page these may be missing; it must still be able to say so.
const place = document.getElementById('page') ?? document.querySelector('main') ?? document.body;
const status = document.getElementById('status') ?? document.createElement('p');
const chosen = {portfolio: null, report: null, anyway: false};

function tell(...content) {
  status.replaceChildren(...content);
}

function show() {
  const {portfolio, report, anyway} = chosen;
  const changed = report.supported && !report.passed;
  document.documentElement.lang = language;
  document.title = portfolio && !changed ? titleOf(portfolio) : 'Studieregister';
  const content = changed && !anyway ? [alteredPage(portfolio, report)] : page(portfolio, report).flat(9).filter(Boolean);
  place.replaceChildren(...content);
  document.body.classList.toggle('alone', changed && !anyway);
  languageChoice();
}

function languageChoice() {
  const choice = LANGUAGES.map(code => h('button', {
    type: 'button', lang: code, 'aria-pressed': String(code === language), onclick: () => {
      language = code;
      show();
      document.querySelector(`.languages [lang=${code}]`).focus();
    },
  }, say('language.' + code)));
  const nav = document.getElementById('languages');
  if (!nav) return;
  nav.setAttribute('aria-label', say('language'));
  nav.replaceChildren(...choice);
}

function summary() {
  const {portfolio, report} = chosen;
  if (!report.supported) return say('no_ed25519');
  const made = portfolio && portfolio.manifest.portfolioMade;
  return report.passed ? say('passed', {date: dayOf(made), time: timeOf(made)}) + ' ' + say('passed_more') : '';
}

async function begin() {
  const portfolio = readPortfolio();
  chosen.portfolio = portfolio;
  const amount = portfolio ? portfolio.items.length : 0;
  tell(say('checking', {done: 0, n: amount}));
  if (!await knowsEd25519()) {
    chosen.report = portfolio ? {...unchecked(portfolio), supported: false} : null;
  } else if (portfolio) {
    const found = await check(portfolio, pieces, seal, done => tell(say('checking', {done, n: amount})));
    chosen.report = {...found, supported: true};
  } else {
    chosen.report = {supported: true, passed: false, whole: false, sealed: false, items: [], files: new Map()};
  }
  document.body.classList.remove('checking');
  if (!chosen.report) return tell(say('no_ed25519'));
  document.body.classList.remove('reading');
  try {
    show();
  } catch {
    // Signed data of a shape that nothing here can draw: nothing is shown as checked.
    chosen.portfolio = null;
    chosen.report = {...chosen.report, supported: true, passed: false, whole: false, items: []};
    show();
  }
  tell(summary());
}

// Paper shows everything: folds open for it and close again.
let folded = [];
addEventListener('beforeprint', () => {
  folded = Array.from(document.querySelectorAll('details:not([open])'));
  folded.forEach(fold => { fold.open = true; });
});
addEventListener('afterprint', () => folded.forEach(fold => { fold.open = false; }));

document.body.classList.add('checking');
begin();
