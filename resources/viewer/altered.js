// What is shown instead of the contents when something does not match.

function alteredPage(portfolio, report) {
  const rows = portfolio ? differences(portfolio, report) : [[say('page.differs.content'), '', 'failed', say('page.differs.unreadable'), '']];
  return h('section', {class: 'altered'},
    h('div', {class: 'alarm', role: 'alert'}, shape('failed'), h('div', {},
      h('h1', {tabindex: '-1'}, say('page.failed')), h('p', {}, say('page.failed_more')))),
    h('h2', {}, say('page.what_differs')),
    h('ul', {class: 'differs'}, rows.map(([what, name, mark, outcome, more]) => h('li', {},
      h('div', {}, h('b', {}, what), name && quoted(name, null, 'span', {class: 'more'})),
      marked(mark, outcome, more, mark === 'failed' ? 'b' : 'span')))),
    h('p', {}, say('page.differs_why')),
    h('h2', {}, say('page.what_can_you_do')),
    h('p', {class: 'acts'}, copyButton(), portfolio && h('button', {type: 'button', class: 'button', onclick: () => {
      chosen.anyway = true;
      show();
      document.querySelector('h1').focus();
    }}, say('page.show_anyway'))),
    portfolio && h('p', {class: 'small'}, say('page.show_anyway_note')));
}

// (what, its name, mark, outcome, more) for everything that does not match, then one row for the rest.
function differences(portfolio, report) {
  const rows = [];
  report.items.forEach((state, index) => {
    const {number, item, evidence} = portfolio.items[index];
    if (state.mark === ALTERED && item.itemKind !== 'evidence') {
      rows.push([say('page.item_number', {n: number}), item.name, 'failed', say('page.code.' + state.why), '']);
    }
    evidence.forEach((file, place) => {
      const found = report.files.get(file.id);
      if (found !== BROKEN && found !== 'missing') return;
      rows.push([say('page.evidence_number', {n: `${number}.${place + 1}`}), file.name, 'failed',
        say(found === BROKEN ? 'page.code.file_differs' : 'page.code.file_missing'), '']);
    });
  });
  if (!report.whole) rows.push([say('page.differs.content'), '', 'failed', say('page.code.text_differs'), '']);
  else if (!rows.length) {
    rows.push([say('page.differs.page'), '', 'failed', say('page.differs.page_more'), say('page.differs.extension')]);
  }
  if (report.items.some(state => state.mark === UNCHANGED)) {
    rows.push([say('page.differs.others'), '', 'ring', say('page.mark.ongewijzigd'), '']);
  }
  return rows;
}

function copyButton() {
  const said = h('span', {class: 'more', role: 'status'});
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(say('page.message'));
      said.textContent = say('page.copied');
    } catch {
      const field = h('textarea', {rows: 8, readonly: true, 'aria-label': say('page.copy_by_hand')});
      field.value = say('page.message');
      said.replaceChildren(say('page.copy_by_hand'), field);
      field.select();
    }
  };
  return [h('button', {type: 'button', class: 'button main', onclick: copy}, say('page.copy_message')), said];
}
