// What is shown instead of the contents when something does not match.

function alteredPage(portfolio, report) {
  const rows = portfolio ? differences(portfolio, report) : [[say('differs.content'), '', 'failed', say('differs.unreadable'), '']];
  const said = h('p', {class: 'small', role: 'status'});
  return h('section', {class: 'altered'},
    h('div', {class: 'alarm', role: 'alert'}, shape('failed'), h('div', {},
      h('h1', {tabindex: '-1'}, say('failed')), h('p', {}, say('failed_more')))),
    h('h2', {}, say('what_differs')),
    h('ul', {class: 'differs'}, rows.map(([what, name, mark, outcome, more]) => h('li', {},
      h('div', {}, h('b', {}, what), name && quoted(name, null, 'span', {class: 'more'})),
      marked(mark, outcome, more, mark === 'failed' ? 'b' : 'span')))),
    h('p', {}, say('differs_why')),
    h('h2', {}, say('what_can_you_do')),
    h('p', {class: 'acts'}, copyButton(said), portfolio && h('button', {type: 'button', class: 'button', onclick: () => {
      chosen.anyway = true;
      show();
      document.querySelector('h1').focus();
    }}, say('show_anyway'))),
    said,
    portfolio && h('p', {class: 'small'}, say('show_anyway_note')));
}

// (what, its name, mark, outcome, more) for everything that does not match, then one row for the rest.
function differences(portfolio, report) {
  const rows = [];
  report.items.forEach((state, index) => {
    const {number, item, evidence} = portfolio.items[index];
    if (state.mark === ALTERED && item.itemKind !== 'evidence') {
      rows.push([say('item_number', {n: number}), item.name, 'failed', say('code.' + state.why), '']);
    }
    evidence.forEach((file, place) => {
      const found = report.files.get(file.id);
      if (found !== BROKEN && found !== 'missing') return;
      rows.push([say('evidence_number', {n: `${number}.${place + 1}`}), file.name, 'failed',
        say(found === BROKEN ? 'code.file_differs' : 'code.file_missing'), '']);
    });
  });
  if (!report.whole) rows.push([say('differs.content'), '', 'failed', say('code.text_differs'), '']);
  else if (!rows.length) {
    rows.push([say('differs.page'), '', 'failed', say('differs.page_more'), say('differs.extension')]);
  }
  if (report.items.some(state => state.mark === UNCHANGED)) {
    const apart = report.items.some(state => state.mark === ALTERED);
    rows.push([say(apart ? 'differs.others' : 'items'), '', 'ring', say('mark.ongewijzigd'), '']);
  }
  return rows;
}

function copyButton(said) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(say('message'));
      said.textContent = say('copied');
    } catch {
      const field = h('textarea', {rows: 8, readonly: true, 'aria-label': say('copy_by_hand')});
      field.value = say('message');
      said.replaceChildren(say('copy_by_hand'), field);
      field.select();
    }
  };
  return h('button', {type: 'button', class: 'button main', onclick: copy}, say('copy_message'));
}
