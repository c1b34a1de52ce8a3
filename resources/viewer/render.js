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

function titleOf({manifest}) {
  return manifest.portfolioLearner ? say('page.title', {name: plain(manifest.portfolioLearner)}) : say('page.title_unnamed');
}

function amounts(portfolio) {
  const evidence = portfolio.files.filter(file => file.fileRole === 'evidence').length;
  return [say('page.amount_items', {n: portfolio.items.length}), evidence && say('page.amount_evidence', {n: evidence})];
}

function facts(...parts) {
  return h('p', {class: 'facts'}, parts.flat().filter(Boolean).map(part => part instanceof Node ? part : h('span', {}, part)));
}

function intro(portfolio, report) {
  const {manifest} = portfolio;
  const spoken = manifest.portfolioLanguage;
  const retention = manifest.portfolioRetention;
  const until = retention && partialDate(retention) !== retention ? say('page.retention_until', {date: partialDate(retention)}) : retention;
  const terms = [['purpose', manifest.portfolioPurpose], ['audience', manifest.portfolioAudience], ['retention', until]];
  const told = terms.filter(([, text]) => text);
  return row('section', [
    h('h1', {tabindex: '-1'}, titleOf(portfolio)),
    facts(say('page.snapshot', {date: dayOf(manifest.portfolioMade)}), amounts(portfolio)),
    manifest.portfolioLetter && h('div', {class: 'asks'},
      h('p', {class: 'small'}, say('page.question')), paragraphs(manifest.portfolioLetter, spoken)),
    told.length && h('dl', {class: 'terms'}, told.map(([code, text]) =>
      h('div', {}, h('dt', {}, say('page.' + code)), quoted(text, code === 'retention' && until !== retention ? null : spoken, 'dd')))),
    headline(portfolio, report),
    h('nav', {class: 'links', 'aria-label': say('page.contents')},
      [['all_checks', 'controles'], ['really_theirs', 'van-wie'], ['check_yourself', 'narekenen']]
        .map(([code, id]) => h('a', {href: '#' + id}, say('page.' + code)))),
  ], [
    h('span', {class: 'dot'}, icon('pen')),
    h('h2', {class: 'h3'}, say('page.asked')),
    h('ol', {class: 'steps'}, [1, 2, 3].map(step => h('li', {}, say('page.asked_' + step)))),
    h('p', {}, h('a', {class: 'button main', href: '#onderdeel-1'}, say('page.asked_begin'))),
    h('p', {class: 'small'}, say('page.asked_note')),
  ], {class: 'row intro'});
}

function headline(portfolio, report) {
  if (!report.supported) {
    return h('div', {class: 'checked'}, h('h2', {class: 'h3'}, say('page.checked_by_page')),
      h('p', {}, marked('unknown', say('page.no_ed25519'))));
  }
  const marks = report.items.map(state => state.mark);
  const amount = mark => marks.filter(one => one === mark).length;
  const unknown = amount(NOT_SURE);
  const made = portfolio.manifest.portfolioMade;
  const counts = [['unchanged', UNCHANGED], ['unsigned', NOT_SIGNED], ['expired', EXPIRED]]
    .filter(([, mark]) => amount(mark)).map(([code, mark]) => say('page.count_' + code, {n: amount(mark)})).join(' ');
  const first = report.passed
    ? marked('ring', say('page.passed', {date: dayOf(made), time: timeOf(made)}), say('page.passed_more'))
    : marked('failed', say('page.failed'), say('page.failed_more'));
  return h('div', {class: 'checked'},
    h('h2', {class: 'h3'}, say('page.checked_by_page')),
    h('p', {}, first),
    report.passed && unknown > 0 && h('p', {}, marked('unknown', say('page.some_unknown', {n: unknown, all: marks.length}),
      say('page.some_unknown_more') + ' ' + counts)),
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

const assessment = item => sayIf('page.assessment.' + item.itemAssessment, plain(item.itemAssessment));
const source = item => sayIf('page.says.' + (item.itemRecognitionSource === 'issuer' ? 'issuer' : 'learner'), '');

function sortOf(item) {
  if (item.itemKind === 'evidence') return sayIf('bewijs_soort.' + item.itemSort, say('page.kind.evidence'));
  if (item.itemKind === 'experience') return sayIf('ervaring_soort.' + item.itemSort, plain(item.itemSort));
  return say(item.itemSort === 'presentation' ? 'page.kind.presentation' : 'page.kind.badge');
}

function short(state) {
  const code = {
    own: 'own', other_key: 'other_key', not_signed: 'added', expired: 'expired', text_differs: 'differs', file_differs: 'differs',
  }[state.why] || (state.mark === NOT_SURE ? 'not_here' : '');
  return code && say('page.short.' + code, {date: state.until ? dayOf(state.until) : ''});
}

function itemsTable(portfolio, report) {
  const cell = (label, ...content) => h('td', {role: 'cell'}, h('span', {class: 'label'}, label + ' '), content);
  const lines = portfolio.items.map(({number, item}, index) => {
    const mark = shown(report, report.items[index]);
    return h('tr', {role: 'row'},
      h('td', {role: 'cell', class: 'n'}, String(number)),
      h('th', {role: 'rowheader', scope: 'row'},
        h('a', {href: '#onderdeel-' + number}, quoted(item.name, portfolio.manifest.portfolioLanguage)),
        h('span', {class: 'more'}, sortOf(item))),
      cell(say('page.recognised'), recognition(item)),
      cell(say('page.holds'), marked(SHAPE_OF[mark], say('page.mark.' + mark), '', 'span')),
      cell(say('page.assessed_short') + ':', assessment(item)));
  });
  const used = new Set(report.items.map(state => shown(report, state)));
  return row('section', [
    h('h2', {id: 'onderdelen'}, say('page.items')),
    h('table', {role: 'table', class: 'items', 'aria-labelledby': 'onderdelen'},
      h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, h('td', {role: 'cell'}),
        ['item', 'recognised', 'holds', 'assessed'].map(code => h('th', {role: 'columnheader', scope: 'col'}, say('page.' + code))))),
      h('tbody', {role: 'rowgroup'}, lines)),
    h('ul', {class: 'legend', 'aria-label': say('page.legend')},
      [UNCHANGED, NOT_SURE, EXPIRED, ALTERED, NOT_SIGNED].filter(mark => used.has(mark)).map(mark =>
        h('li', {}, marked(SHAPE_OF[mark], [say('page.mark.' + mark), h('span', {class: 'thin'}, ': ' + say('page.legend.' + mark))])))),
  ], [h('p', {class: 'small first'}, say('page.items_note'))]);
}

function itemArticle(portfolio, report, entry, state) {
  const {number, item} = entry;
  const spoken = portfolio.manifest.portfolioLanguage;
  const mark = shown(report, state);
  const three = (code, ...content) => h('div', {}, h('dt', {}, say('page.' + code)), h('dd', {}, content));
  const heading = 'titel-' + number;
  return row('article', [
    h('h2', {id: heading, tabindex: '-1'}, h('span', {class: 'number'}, String(number)), ' ', quoted(item.name, spoken)),
    facts(sortOf(item), item.itemKind === 'experience' ? experienceFacts(entry) : credentialFacts(entry)),
    h('dl', {class: 'three'},
      three('recognised', recognition(item), h('span', {class: 'more'}, source(item))),
      three('holds', marked(SHAPE_OF[mark], say('page.mark.' + mark), mark === state.mark && short(state))),
      three('assessed', assessment(item))),
    mark === 'onbetrouwbaar' || mark === ALTERED
      ? h('p', {class: 'remark fault'}, h('b', {}, say('page.not_reliable')))
      : mark === NOT_SURE && h('p', {class: 'remark'}, h('b', {}, say('page.why_not')), ' ', reasonOf(entry, state), ' ', say('page.says_nothing')),
    item.itemKind === 'experience' ? experienceBody(entry, spoken) : credentialBody(entry),
    evidenceList(report, entry, spoken),
    report.passed && whatChecked(entry, state),
  ], [
    h('span', {class: 'dot', 'aria-hidden': 'true'}, String(number)),
    (report.passed || !report.supported) && [
      h('h3', {}, say('page.your_answer', {n: number})),
      h('p', {}, say('page.your_answer_how', {n: number})),
      h('p', {class: 'small'}, say('page.your_answer_opinion')),
    ],
  ], {class: 'row item', id: 'onderdeel-' + number, 'aria-labelledby': heading});
}

function reasonOf(entry, state) {
  const checked = entry.item.itemChecked;
  return say('page.code.' + state.why, {date: state.until ? dayOf(state.until) : checked ? dayOf(checked) : ''});
}

function experienceFacts({embedded}) {
  const subject = embedded && embedded.credentialSubject || {};
  const from = subject.periodFrom && partialDate(subject.periodFrom);
  const to = subject.periodOngoing === true ? say('page.now') : subject.periodTo && partialDate(subject.periodTo);
  const where = [subject.role, subject.organisation].filter(Boolean).map(plain).join(', ');
  return [
    from && to ? say('page.period', {from, to}) : from ? say('page.period_from', {from}) : to && say('page.period_to', {to}),
    subject.hoursPerWeek ? say('page.hours_week', {hours: number(subject.hoursPerWeek)})
      : subject.hoursTotal && say('page.hours_total', {hours: number(subject.hoursTotal)}),
    where,
    subject.careRelation && say('page.care_for', {relation: [subject.careRelation, subject.careAgeBand].filter(Boolean).map(plain).join(', ')}),
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
    tasks.length > 0 && [h('h3', {}, say('page.tasks')), h('ul', {class: 'plain'}, tasks.map(task => quoted(task, spoken, 'li')))],
    boxes.length > 0 && h('details', {class: 'story'}, h('summary', {}, h('h3', {}, say('page.story'))),
      boxes.map(box => [h('h4', {}, say('starr.' + box.toLowerCase())), paragraphs(subject['starr' + box], spoken)])),
    skills.length > 0 && [h('h3', {}, say('page.skills')), h('ul', {class: 'skills'}, skills.map(skill => h('li', {},
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
    issuer && h('span', {dir: 'auto'}, say('page.issued_by', {name: plain(issuer)})),
    issued && say('page.issued_on', {date: partialDate(issued)}),
    until && say('page.valid_until', {date: partialDate(until)}),
  ];
}

function credentialBody({claims}) {
  const achievement = achievementOf(claims);
  const description = textOf(achievement.description) || textOf(claims && claims.description);
  const criteria = textOf(achievement.criteria);
  return [
    description && [h('h3', {}, say('page.description')), paragraphs(description)],
    criteria && [h('h3', {}, say('page.criteria')), paragraphs(criteria)],
  ];
}

function whatChecked(entry, state) {
  return [h('h3', {}, say('page.what_checked')), checksTable(rowsOf(entry, state))];
}

// Question, mark, outcome, why, with what and when.
function rowsOf(entry, state) {
  const {item, claims} = entry;
  const changed = state.mark === ALTERED
    ? ['changed', 'failed', say('page.out.changed'), say('page.code.' + state.why), say('page.with.signature')]
    : state.intact
      ? ['changed', 'ring', say('page.out.no'), say(state.why === 'own' ? 'page.why.every_letter' : 'page.why.every_letter_issuer'), say('page.with.signature')]
      : state.mark === NOT_SIGNED
        ? ['changed', 'none', say('page.mark.niet_ondertekend'), say('page.code.not_signed'), '']
        : ['changed', 'unknown', say('page.out.cannot'), say('page.code.' + (state.underneath || state.why), {date: ''}), ''];
  if (item.itemKind === 'experience') {
    return [changed,
      ['whose', 'ring', say('page.out.learner'), say('page.why.own_key'), say('page.with.file')],
      ['revoked', 'none', say('page.out.not_applicable'), say('page.why.nothing_to_revoke'), '']];
  }
  if (item.itemKind === 'evidence') return [changed];
  const until = claims && (claims.validUntil || claims.expirationDate);
  const sender = item.itemVerdict && [['sender', 'note', sayIf('page.sender.' + item.itemVerdict, ''), say('page.why.sender'),
    item.itemChecked ? say('page.with.kept', {date: dayOf(item.itemChecked)}) : '']];
  return [
    ['file', 'ring', say('page.out.yes'), say('page.why.original_same'), say('page.with.digest')],
    changed,
    state.intact && ['whose', 'ring', say('page.out.some_key'), say('page.code.other_key'), say('page.with.signature')],
    claims && (state.mark === EXPIRED
      ? ['current', 'failed', say('page.mark.verlopen'), say('page.code.expired', {date: dayOf(until)}), say('page.with.file')]
      : ['current', 'none', until ? say('page.out.yes') : say('page.out.no_end'),
        until ? say('page.why.until', {date: dayOf(until)}) : say('page.why.according_to_badge'), say('page.with.file')]),
    ...(sender || []),
    ['issuer', 'note', say('page.out.not_looked'), say('page.code.issuer_unknown'), ''],
  ].filter(Boolean);
}

function checksTable(rows, label = code => say('page.ask.' + code)) {
  return h('table', {role: 'table', class: 'checks'},
    h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, ['question', 'outcome', 'with'].map(code =>
      h('th', {role: 'columnheader', scope: 'col'}, say('page.col.' + code))))),
    h('tbody', {role: 'rowgroup'}, rows.map(([question, mark, outcome, why, by]) => h('tr', {role: 'row'},
      h('th', {role: 'rowheader', scope: 'row'}, label(question)),
      h('td', {role: 'cell'}, marked(mark, outcome, why)),
      h('td', {role: 'cell', class: 'small'}, by)))));
}

function checksSection(portfolio, report) {
  if (!report.supported) return null;
  const marks = [
    [say('page.checks.file'), report.sealed ? 'ring' : 'failed', report.sealed ? say('page.mark.ongewijzigd') : say('page.mark.gewijzigd'),
      say(report.sealed ? 'page.checks.file_good' : 'page.differs.page_more'), say('page.checks.with_seal')],
    [say('page.checks.content'), report.whole ? 'ring' : 'failed', report.whole ? say('page.mark.ongewijzigd') : say('page.mark.gewijzigd'),
      say(report.whole ? 'page.checks.content_good' : 'page.code.text_differs'), say('page.with.signature')],
    ...portfolio.items.map(({number, item}, index) => {
      const state = report.items[index];
      return [[say('page.item_number', {n: number}) + ': ', quoted(item.name, portfolio.manifest.portfolioLanguage)],
        SHAPE_OF[state.mark], say('page.mark.' + state.mark), reasonOf({item}, state),
        state.intact || state.mark === ALTERED ? say('page.with.signature') : ''];
    }),
    evidenceSummary(portfolio, report),
  ];
  return row('section', [h('h2', {id: 'controles', tabindex: '-1'}, say('page.all_checks')), checksTable(marks, label => label)]);
}

function evidenceSummary(portfolio, report) {
  const states = portfolio.files.filter(file => file.fileRole === 'evidence').map(file => report.files.get(file.id));
  const count = state => states.filter(one => one === state).length;
  const good = count(HOLDS), broken = count(BROKEN) + count('missing');
  const told = [good && say('page.checks.evidence_good', {n: good}),
    count('withheld') && say('page.checks.evidence_withheld', {n: count('withheld')}),
    count('beside') && say('page.checks.evidence_beside', {n: count('beside')})].filter(Boolean).join(' ');
  const mark = broken ? 'failed' : good ? 'ring' : 'none';
  const outcome = broken ? say('page.mark.gewijzigd') : good ? say('page.mark.ongewijzigd') : say('page.out.not_applicable');
  return [say('page.checks.evidence'), mark, outcome, told || say('page.checks.evidence_none'), good ? say('page.with.digest') : ''];
}

function independentSection(portfolio) {
  const bytes = utf8(canonical(portfolio.presentation));
  return row('section', [
    h('h2', {id: 'van-wie', tabindex: '-1'}, say('page.really_theirs')),
    h('p', {}, say('page.really_theirs_text')),
    h('h3', {}, say('page.fingerprint')), h('p', {class: 'code'}, fingerprint(bytes)),
    h('h3', {}, say('page.key')), h('p', {class: 'code'}, plain(idOf(portfolio.presentation.holder))),
    h('h2', {id: 'narekenen', tabindex: '-1'}, say('page.check_yourself')),
    h('p', {}, say('page.independent_intro')),
    h('ol', {class: 'steps'}, [1, 2, 3].map(step => h('li', {}, say('page.independent_' + step)))),
    h('p', {}, h('button', {type: 'button', class: 'button', onclick: () => save(bytes, 'presentation.json')}, say('page.save_presentation'))),
    h('p', {class: 'foot'}, say('page.foot', {date: dayOf(portfolio.manifest.portfolioMade)})),
  ], [], {class: 'row last'});
}

// SHA-256 in groups of four, as the print shows it. Needs no WebCrypto.
function fingerprint(bytes) {
  const hash = new Sha256();
  hash.add(bytes);
  return hex(hash.finish()).match(/.{4}/g).join(' ');
}
