// The checked layer: everything here is built from the signed data and from what the checks found.

function row(kind, text, margin = [], attributes = {}) {
  return h(kind, {class: 'row', ...attributes}, h('div', {class: 'text'}, text), h('div', {class: 'margin'}, margin));
}

function page(portfolio, report) {
  return [
    intro(portfolio, report),
    itemsTable(portfolio, report),
    portfolio.items.map((entry, index) => itemArticle(portfolio, report, entry, report.items[index])),
    checksSection(portfolio, report),
    independentSection(portfolio, report),
  ];
}

// A changed file is not answered; one that this browser cannot check may be.
function answerable(report) {
  return report.passed || !report.supported;
}

function titleOf({manifest}) {
  return manifest.portfolioLearner ? say('title', {name: plain(manifest.portfolioLearner)}) : say('title_unnamed');
}

function amounts(portfolio) {
  const evidence = portfolio.files.filter(file => file.fileRole === 'evidence').length;
  return [say('amount_items', {n: portfolio.items.length}), evidence && say('amount_evidence', {n: evidence})];
}

function facts(...parts) {
  return h('p', {class: 'facts'}, parts.flat().filter(Boolean).map(part => part instanceof Node ? part : h('span', {}, part)));
}

function intro(portfolio, report) {
  const {manifest} = portfolio;
  const spoken = manifest.portfolioLanguage;
  const retention = manifest.portfolioRetention;
  const until = retention && partialDate(retention) !== retention ? say('retention_until', {date: partialDate(retention)}) : retention;
  const terms = [['purpose', manifest.portfolioPurpose], ['audience', manifest.portfolioAudience], ['retention', until]];
  const told = terms.filter(([, text]) => text);
  return row('section', [
    h('h1', {tabindex: '-1'}, titleOf(portfolio)),
    facts(say('snapshot', {date: dayOf(manifest.portfolioMade)}), amounts(portfolio)),
    manifest.portfolioLetter && h('div', {class: 'asks'},
      h('p', {class: 'small'}, say('question')), paragraphs(manifest.portfolioLetter, spoken)),
    told.length && h('dl', {class: 'terms'}, told.map(([code, text]) =>
      h('div', {}, h('dt', {}, say('' + code)), quoted(text, code === 'retention' && until !== retention ? null : spoken, 'dd')))),
    headline(portfolio, report),
    h('nav', {class: 'links', 'aria-label': say('contents')},
      [['all_checks', 'controles'], ['really_theirs', 'van-wie'], ['check_yourself', 'narekenen']]
        .map(([code, id]) => h('a', {href: '#' + id}, say('' + code)))),
  ], answerable(report) && [
    h('span', {class: 'dot'}, icon('pen')),
    h('h2', {class: 'h3'}, say('asked')),
    h('ol', {class: 'steps'}, [1, 2, 3].map(step => h('li', {}, say('asked_' + step)))),
    h('p', {}, h('a', {class: 'button main', href: '#onderdeel-1'}, say('asked_begin'))),
    h('p', {class: 'small'}, say('asked_note')),
  ], {class: 'row intro'});
}

function headline(portfolio, report) {
  if (!report.supported) {
    return h('div', {class: 'checked'}, h('h2', {class: 'h3'}, say('checked_by_page')),
      h('p', {}, marked('unknown', say('no_ed25519'))));
  }
  const marks = report.items.map(state => state.mark);
  const amount = mark => marks.filter(one => one === mark).length;
  const unknown = amount(NOT_SURE);
  const made = portfolio.manifest.portfolioMade;
  const counts = [['unchanged', UNCHANGED], ['unsigned', NOT_SIGNED], ['expired', EXPIRED]]
    .filter(([, mark]) => amount(mark)).map(([code, mark]) => say('count_' + code, {n: amount(mark)})).join(' ');
  const first = report.passed
    ? marked('ring', say('passed', {date: dayOf(made), time: timeOf(made)}), say('passed_more'))
    : marked('failed', say('failed'), say('failed_more'));
  return h('div', {class: 'checked'},
    h('h2', {class: 'h3'}, say('checked_by_page')),
    h('p', {}, first),
    report.passed && unknown > 0 && h('p', {}, marked('unknown', say('some_unknown', {n: unknown, all: marks.length}),
      say('some_unknown_more') + ' ' + counts)),
    report.passed && !unknown && amount(UNCHANGED) < marks.length && h('p', {}, marked('note', counts, '', 'span')));
}

// The mark as shown. In a changed file nothing is reliable, whatever its own signature says.
function shown(report, state) {
  return report.supported && !report.passed && state.mark !== ALTERED ? 'onbetrouwbaar' : state.mark;
}

function recognition(item) {
  const level = plain(item.itemRecognition);
  return h('span', {class: 'recognition'}, h('span', {class: 'w'}, level), ' ', sayIf('erkenning.' + level, ''));
}

const assessment = item => sayIf('assessment.' + item.itemAssessment, plain(item.itemAssessment));
const source = item => sayIf('says.' + (item.itemRecognitionSource === 'issuer' ? 'issuer' : 'learner'), '');

function sortOf(item) {
  if (item.itemKind === 'evidence') return sayIf('bewijs_soort.' + item.itemSort, say('kind.evidence'));
  if (item.itemKind === 'experience') return sayIf('ervaring_soort.' + item.itemSort, plain(item.itemSort));
  return say(item.itemSort === 'presentation' ? 'kind.presentation' : 'kind.badge');
}

function short(state) {
  const code = {
    own: 'own', other_key: 'other_key', not_signed: 'added', expired: 'expired', text_differs: 'differs', file_differs: 'differs',
  }[state.why] || (state.mark === NOT_SURE ? 'not_here' : '');
  return code && say('short.' + code, {date: state.until ? dayOf(state.until) : ''});
}

const LEGEND = {
  [UNCHANGED]: 'legend.unchanged', [NOT_SURE]: 'short.not_here', [EXPIRED]: 'legend.expired',
  [ALTERED]: 'short.differs', [NOT_SIGNED]: 'short.added',
};

function itemsTable(portfolio, report) {
  const cell = (label, ...content) => h('td', {}, h('span', {class: 'label'}, label + ' '), content);
  const lines = portfolio.items.map(({number, item}, index) => {
    const mark = shown(report, report.items[index]);
    return h('tr', {},
      h('td', {class: 'n'}, String(number)),
      h('th', {scope: 'row'},
        h('a', {href: '#onderdeel-' + number}, quoted(item.name, portfolio.manifest.portfolioLanguage)),
        h('span', {class: 'more'}, sortOf(item))),
      cell(say('recognised'), recognition(item)),
      cell(say('holds'), marked(SHAPE_OF[mark], say('mark.' + mark), '', 'span')),
      cell(say('assessed_short') + ':', assessment(item)));
  });
  const used = new Set(report.items.map(state => shown(report, state)));
  return row('section', [
    h('h2', {id: 'onderdelen'}, say('items')),
    h('table', {class: 'items', 'aria-labelledby': 'onderdelen'},
      h('thead', {}, h('tr', {}, h('td', {}),
        ['item', 'recognised', 'holds', 'assessed'].map(code => h('th', {scope: 'col'}, say('' + code))))),
      h('tbody', {}, lines)),
    h('ul', {class: 'legend', 'aria-label': say('legend')},
      Object.keys(LEGEND).filter(mark => used.has(mark)).map(mark =>
        h('li', {}, marked(SHAPE_OF[mark], [say('mark.' + mark), h('span', {class: 'thin'}, ': ' + say(LEGEND[mark]))])))),
  ], answerable(report) && h('p', {class: 'small'}, say('items_note')));
}

function itemArticle(portfolio, report, entry, state) {
  const {number, item} = entry;
  const spoken = portfolio.manifest.portfolioLanguage;
  const mark = shown(report, state);
  const three = (code, ...content) => h('div', {}, h('dt', {}, say('' + code)), h('dd', {}, content));
  const heading = 'titel-' + number;
  return row('article', [
    h('h2', {id: heading, tabindex: '-1'}, h('span', {class: 'number'}, String(number)), ' ', quoted(item.name, spoken)),
    facts(sortOf(item), item.itemKind === 'experience' ? experienceFacts(entry) : credentialFacts(entry)),
    h('dl', {class: 'three'},
      three('recognised', recognition(item), h('span', {class: 'more'}, source(item))),
      three('holds', marked(SHAPE_OF[mark], say('mark.' + mark), mark === state.mark && short(state))),
      three('assessed', assessment(item))),
    mark === 'onbetrouwbaar' || mark === ALTERED
      ? h('p', {class: 'remark fault'}, h('b', {}, say('not_reliable')))
      : mark === NOT_SURE && h('p', {class: 'remark'}, h('b', {}, say('why_not')), ' ', reasonOf(entry, state), ' ',
        item.itemVerdict === 'failed' ? say('sender.failed') + '.' : say('says_nothing')),
    item.itemKind === 'experience' ? experienceBody(entry, spoken) : credentialBody(entry),
    evidenceList(report, entry, spoken),
    report.passed && whatChecked(entry, state),
  ], [
    h('span', {class: 'dot', 'aria-hidden': 'true'}, String(number)),
    answerable(report) && [
      h('h3', {}, say('your_answer', {n: number})),
      h('p', {}, say('your_answer_how', {n: number})),
      h('p', {class: 'small'}, say('your_answer_opinion')),
    ],
  ], {class: 'row item', id: 'onderdeel-' + number, 'aria-labelledby': heading});
}

function reasonOf(entry, state) {
  const checked = entry.item.itemChecked;
  return say('code.' + state.why, {date: state.until ? dayOf(state.until) : checked ? dayOf(checked) : ''});
}

function experienceFacts({embedded}) {
  const subject = embedded && embedded.credentialSubject || {};
  const from = subject.periodFrom && partialDate(subject.periodFrom);
  const to = subject.periodOngoing === true ? say('now') : subject.periodTo && partialDate(subject.periodTo);
  const where = [subject.role, subject.organisation].filter(Boolean).map(plain).join(', ');
  return [
    from && to ? say('period', {from, to}) : from ? say('period_from', {from}) : to && say('period_to', {to}),
    subject.hoursPerWeek ? say('hours_week', {hours: number(subject.hoursPerWeek)})
      : subject.hoursTotal && say('hours_total', {hours: number(subject.hoursTotal)}),
    where,
    subject.careRelation && say('care_for', {relation: [subject.careRelation, subject.careAgeBand].filter(Boolean).map(plain).join(', ')}),
  ];
}

const BOXES = ['Situation', 'Task', 'Action', 'Result', 'Reflection', 'Transfer'];

function experienceBody({embedded, item}, spoken) {
  const subject = embedded && embedded.credentialSubject || {};
  const boxes = BOXES.filter(box => subject['starr' + box]);
  const tasks = list(subject.tasksDone);
  const skills = list(subject.skillClaim);
  return [
    subject.summary && paragraphs(subject.summary, spoken),
    tasks.length > 0 && [h('h3', {}, say('tasks')), h('ul', {class: 'plain'}, tasks.map(task => quoted(task, spoken, 'li')))],
    boxes.length > 0 && h('details', {class: 'story'}, h('summary', {}, h('h3', {}, say('story'))),
      boxes.map(box => [h('h4', {}, say('starr.' + box.toLowerCase())), paragraphs(subject['starr' + box], spoken)])),
    skills.length > 0 && [h('h3', {}, say('skills')), h('ul', {class: 'skills'}, skills.map(skill => h('li', {},
      quoted(skill.skillLabel, spoken, 'b'),
      skill.skillLevel && ' ' + plain(skill.skillLevel) + ', ' + sayIf('niveau.' + skill.skillLevel, ''))))],
  ];
}

// The achievement of an Open Badge, whatever its generation; an empty object when there is none to read.
function achievementOf(claims) {
  const subject = claims && list(claims.credentialSubject)[0] || {};
  return list(subject.achievement)[0] || {};
}

function credentialFacts({claims}) {
  if (!claims) return [];
  const issuer = claims.issuer && textOf(claims.issuer.name);
  const issued = claims.validFrom || claims.issuanceDate || claims.issuedOn;
  const until = claims.validUntil || claims.expirationDate;
  return [
    issuer && h('span', {dir: 'auto'}, say('issued_by', {name: plain(issuer)})),
    issued && say('issued_on', {date: partialDate(issued)}),
    until && say('valid_until', {date: partialDate(until)}),
  ];
}

function credentialBody({claims}) {
  const achievement = achievementOf(claims);
  const description = textOf(achievement.description) || textOf(claims && claims.description);
  const criteria = textOf(achievement.criteria);
  return [
    description && [h('h3', {}, say('description')), paragraphs(description)],
    criteria && [h('h3', {}, say('criteria')), paragraphs(criteria)],
  ];
}

function whatChecked(entry, state) {
  return [h('h3', {}, say('what_checked')), checksTable(rowsOf(entry, state))];
}

// Question, mark, outcome, why, with what and when.
function rowsOf(entry, state) {
  const {item, claims} = entry;
  const changed = state.mark === ALTERED
    ? ['changed', 'failed', say('out.changed'), say('code.' + state.why), say('with.signature')]
    : state.intact
      ? ['changed', 'ring', say('out.no'), say(state.why === 'own' ? 'why.every_letter' : 'why.every_letter_issuer'), say('with.signature')]
      : state.mark === NOT_SIGNED
        ? ['changed', 'none', say('mark.niet_ondertekend'), say('code.not_signed'), '']
        : ['changed', 'unknown', say('out.cannot'), say('code.' + (state.underneath || state.why), {date: ''}), ''];
  if (item.itemKind === 'experience') {
    return [changed,
      ['whose', 'ring', say('out.learner'), say('why.own_key'), say('with.file')],
      ['revoked', 'none', say('out.not_applicable'), say('why.nothing_to_revoke'), '']];
  }
  if (item.itemKind === 'evidence') return [changed];
  const until = claims && (claims.validUntil || claims.expirationDate);
  const sender = item.itemVerdict && [['sender', 'note', sayIf('sender.' + item.itemVerdict, ''), say('why.sender'),
    item.itemChecked ? say('with.kept', {date: dayOf(item.itemChecked)}) : '']];
  return [
    ['file', 'ring', say('out.yes'), say('why.original_same'), say('with.digest')],
    changed,
    state.intact && ['whose', 'ring', say('out.some_key'), say('code.other_key'), say('with.signature')],
    claims && (state.expired
      ? ['current', state.mark === EXPIRED ? 'failed' : 'none', say('mark.verlopen'), say('code.expired', {date: dayOf(until)}), say('with.file')]
      : ['current', 'none', until ? say('out.yes') : say('out.no_end'),
        until ? say('why.until', {date: dayOf(until)}) : say('why.according_to_badge'), say('with.file')]),
    ...(sender || []),
    ['issuer', 'note', say('out.not_looked'), say('code.issuer_unknown'), ''],
  ].filter(Boolean);
}

function checksTable(rows, label = code => say('ask.' + code)) {
  return h('table', {class: 'checks'},
    h('thead', {}, h('tr', {}, ['question', 'outcome', 'with'].map(code =>
      h('th', {scope: 'col'}, say('col.' + code))))),
    h('tbody', {}, rows.map(([question, mark, outcome, why, by]) => h('tr', {},
      h('th', {scope: 'row'}, label(question)),
      h('td', {}, marked(mark, outcome, why)),
      h('td', {class: 'small'}, by)))));
}

function checksSection(portfolio, report) {
  if (!report.supported) return null;
  const rows = [
    [say('checks.file'), report.sealed ? 'ring' : 'failed', report.sealed ? say('mark.ongewijzigd') : say('mark.gewijzigd'),
      say(report.sealed ? 'checks.file_good' : 'differs.page_more'), say('checks.with_seal')],
    [say('checks.content'), report.whole ? 'ring' : 'failed', report.whole ? say('mark.ongewijzigd') : say('mark.gewijzigd'),
      say(report.whole ? 'checks.content_good' : 'code.text_differs'), say('with.signature')],
    ...portfolio.items.map(({number, item}, index) => {
      const state = report.items[index], mark = shown(report, state), told = mark === state.mark;
      return [[say('item_number', {n: number}) + ': ', quoted(item.name, portfolio.manifest.portfolioLanguage)],
        SHAPE_OF[mark], say('mark.' + mark), told && reasonOf({item}, state),
        told && (state.intact || mark === ALTERED) ? say('with.signature') : ''];
    }),
    evidenceSummary(portfolio, report),
  ].filter(([, mark]) => report.passed || mark !== 'ring');
  return row('section', [h('h2', {id: 'controles', tabindex: '-1'}, say('all_checks')), checksTable(rows, label => label)]);
}

function evidenceSummary(portfolio, report) {
  const states = portfolio.files.filter(file => file.fileRole === 'evidence').map(file => report.files.get(file.id));
  const count = state => states.filter(one => one === state).length;
  const good = count(HOLDS), broken = count(BROKEN) + count('missing');
  const told = [good && say('checks.evidence_good', {n: good}),
    count('withheld') && say('checks.evidence_withheld', {n: count('withheld')}),
    count('beside') && say('checks.evidence_beside', {n: count('beside')})].filter(Boolean).join(' ');
  const mark = broken ? 'failed' : good ? 'ring' : 'none';
  const outcome = broken ? say('mark.gewijzigd') : good ? say('mark.ongewijzigd') : say('out.not_applicable');
  return [say('checks.evidence'), mark, outcome, told || say('checks.evidence_none'), good ? say('with.digest') : ''];
}

function independentSection(portfolio) {
  const bytes = utf8(canonical(portfolio.presentation));
  const digest = digestOf(bytes);
  const control = h('div', {});
  controlWords(digest).then(words => control.append(h('h3', {}, say('control_words')),
    h('ol', {class: 'words'}, words.map(word => h('li', {}, word))), h('p', {class: 'small'}, say('control_words_how'))), () => {});
  return row('section', [
    h('h2', {id: 'van-wie', tabindex: '-1'}, say('really_theirs')),
    h('p', {}, say('really_theirs_text')),
    control,
    h('h3', {}, say('fingerprint')), h('p', {class: 'code'}, hex(digest).match(/.{4}/g).join(' ')),
    h('h3', {}, say('key')), h('p', {class: 'code'}, plain(idOf(portfolio.presentation.holder))),
    h('h2', {id: 'narekenen', tabindex: '-1'}, say('check_yourself')),
    h('p', {}, say('independent_intro')),
    h('ol', {class: 'steps'}, [1, 2, 3].map(step => h('li', {}, say('independent_' + step)))),
    h('p', {}, h('button', {type: 'button', class: 'button', onclick: () => save(bytes, 'presentation.json')}, say('save_presentation'))),
    h('p', {class: 'foot'}, say('foot', {date: dayOf(portfolio.manifest.portfolioMade)})),
  ], [], {class: 'row last'});
}

// Needs no WebCrypto.
function digestOf(bytes) {
  const hash = new Sha256();
  hash.add(bytes);
  return hash.finish();
}
