// Makes pages that already work faster to use. What each data-* attribute means: Design/README.md.
(() => {
  const doc = document, root = doc.documentElement;
  const $ = (selector, from = doc) => from.querySelector(selector);
  const $$ = (selector, from = doc) => [...from.querySelectorAll(selector)];
  const on = (name, act, capture) => doc.addEventListener(name, act, capture);
  const visible = e => e.checkVisibility?.() ?? !!e.offsetParent;
  const focus = e => e && (e.focus({ preventScroll: false }), e.select?.());

  // Dialogs and the drawer. Focus goes back to where it came from, or to the field the question was about.
  const cameFrom = new WeakMap();
  const active = () => doc.activeElement === doc.body ? null : doc.activeElement;

  function show(dialog, opener = active()) {
    if (dialog.matches(':modal')) return;
    cameFrom.set(dialog, opener);
    dialog.removeAttribute('open');
    dialog.showModal();
    speakIn();
  }

  // Outside an open modal everything is inert, toasts and live regions too, so they move in with it.
  function speakIn(place = $$('dialog:modal').pop() ?? doc.body) {
    for (const region of $$('#toasts, #status')) if (region.parentElement !== place) place.append(region);
  }

  function mayClose(dialog) {
    const question = $('[data-discard]', dialog)?.dataset.discard;
    return !question || !dialog.dataset.touched || confirm(question);
  }

  on('close', ({ target: dialog }) => {
    const back = $(dialog.dataset.return || null) ?? cameFrom.get(dialog);
    if (dialog.contains($('#status'))) speakIn();
    if (dialog.matches('.drawer')) {
      dialog.replaceChildren();
      delete dialog.dataset.touched;
      if (dialog.dataset.from && dialog.dataset.from !== location.href) history.pushState(null, '', dialog.dataset.from);
    }
    focus(back?.isConnected ? back : $('#main'));
  }, true);

  on('cancel', e => { if (e.target.matches('dialog') && !mayClose(e.target)) e.preventDefault(); }, true);
  on('input', ({ target: field }) => { for (const count of $$('[data-counts]')) if (field.matches(count.dataset.counts)) count.textContent = field.value.trim().length; });
  on('input', e => { const drawer = e.target.closest('.drawer'); if (drawer) drawer.dataset.touched = 'yes'; });

  on('click', e => {
    const hit = name => e.target.closest(`[${name}]`);
    let at;
    if ((at = hit('data-dialog-open'))) { e.preventDefault(); show($('#' + at.dataset.dialogOpen), at); }
    else if ((at = hit('data-dialog-close')) && at.closest('dialog:modal')) {
      e.preventDefault();
      e.stopImmediatePropagation();
      const dialog = at.closest('dialog');
      if (mayClose(dialog)) dialog.close();
    }
    else if ((at = hit('data-dismiss'))) at.closest('.toast, .notice').remove();
    else if ((at = hit('data-set'))) remember(at);
    else if ((at = hit('data-focus'))) { e.preventDefault(); focus($(at.dataset.focus)); }
    else if ((at = hit('data-fill'))) fill(at);
    else if ((at = e.target.closest('[role=option]'))) choose(at);
    for (const menu of $$('details.menu[open]')) if (!menu.contains(e.target) || e.target.closest('.menu a')) menu.open = false;
    for (const box of $$('[role=combobox][aria-expanded=true]')) if (!box.closest('.combo').contains(e.target)) fold(box);
  }, true);

  function fill(button) {
    const field = $(button.dataset.fill);
    field.value = button.dataset.value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    focus(field);
    button.closest('.suggest')?.remove();
  }

  // Theme, density, shortcuts: a cookie, so that the server draws the next page right from the start.
  function remember(button) {
    const [name, value] = button.dataset.set.split(':');
    doc.cookie = `${name}=${value};path=/;samesite=lax;max-age=${value ? 31536000 : 0}`;
    if (value) root.dataset[name] = value; else delete root.dataset[name];
    for (const other of $$(`[data-set^="${name}:"]`)) other.setAttribute('aria-pressed', other === button);
  }

  // Combobox after the ARIA Authoring Practices: focus stays in the field, aria-activedescendant moves.
  const list = box => doc.getElementById(box.getAttribute('aria-controls'));
  const options = box => $$('[role=option]', list(box));
  const current = box => doc.getElementById(box.getAttribute('aria-activedescendant'));

  function fold(box, open = false) {
    box.setAttribute('aria-expanded', open);
    mark(box, null);
  }

  function mark(box, option) {
    for (const other of options(box)) other.setAttribute('aria-selected', other === option);
    if (!option) return box.removeAttribute('aria-activedescendant');
    box.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function choose(option) {
    if (option.dataset.href) return location.assign(option.dataset.href);
    const box = $(`[role=combobox][aria-controls="${option.closest('[role=listbox]').id}"]`);
    box.value = option.dataset.label;
    keep(box, option.dataset.value);
    fold(box);
    box.focus();
  }

  function keep(box, value) {
    const store = $(box.dataset.valueTo || null);
    if (!store || store.value === value) return;
    store.value = value;
    store.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function comboKey(e, box) {
    const all = options(box), open = box.getAttribute('aria-expanded') === 'true', step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && all.length) {
      if (!open) fold(box, true);
      const next = all.indexOf(current(box)) + step;
      mark(box, all[next < 0 ? (step > 0 ? 0 : all.length - 1) : next % all.length]);
    }
    else if (e.key === 'Enter' && open && current(box)) choose(current(box));
    else if (e.key === 'Escape' && open) fold(box);
    else { if (e.key === 'Tab') fold(box); return; }
    e.preventDefault();
    e.stopPropagation();
  }

  on('input', e => { if (e.target.matches('[role=combobox]')) keep(e.target, ''); });

  // Keys. Single letters only where nobody is typing, and only while they are switched on.
  on('keydown', e => {
    const at = e.target;
    if (at.matches('[role=combobox]')) return comboKey(e, at);
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); return focus($('[data-search]')); }
    if (e.key === 'Escape') return escape(at);
    if (e.ctrlKey || e.metaKey || e.altKey || at.closest('input, select, textarea, [contenteditable]')) return;
    if (at.closest('[data-rows]') && walk(e)) return e.preventDefault();
    if (root.dataset.shortcuts === 'off') return;
    const modal = $$('dialog:modal').pop();
    if (e.key === '?' && !modal && $('#shortcuts')) return show($('#shortcuts'));
    const key = CSS.escape(e.key.length === 1 ? e.key.toLowerCase() : e.key);
    const own = $(`[data-key="${key}"]`, at.closest('[data-keys]') ?? doc.createElement('i'));
    const target = own ?? $$(`[data-key="${key}"]`, modal ?? doc).find(x => !x.closest('[data-keys]') && visible(x));
    if (!target) return;
    e.preventDefault();
    if (target.matches('input')) focus(target); else target.click();
  });

  function escape(at) {
    const menu = at.closest('details.menu[open]');
    if (menu) { menu.open = false; focus($('summary', menu)); }
    else if (at.matches('[data-search]')) at.blur();
  }

  // Rows of a table: arrows, Home and End from name to name, Space ticks the row.
  function walk(e) {
    const from = e.target.closest('tbody th a'), rows = $$('tbody th > a', e.target.closest('[data-rows]'));
    if (!from) return false;
    if (e.key === ' ') { $('[type=checkbox]', from.closest('tr'))?.click(); return true; }
    const at = rows.indexOf(from), to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[e.key];
    rows[to]?.focus();
    return to !== undefined;
  }

  on('change', e => {
    const name = e.target.dataset?.checkAll;
    if (name) for (const box of $$(`[name="${name}"]`, e.target.form)) box.checked = e.target.checked;
  }, true);

  // The clock of the business, not of the browser.
  function tick() {
    const now = new Date();
    for (const e of $$('[data-clock], [data-now]')) {
      const part = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: e.dataset.zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now).map(p => [p.type, p.value]));
      if (!e.matches('.now')) e.textContent = `${part.hour}:${part.minute}`;
      if (!('now' in e.dataset)) continue;
      e.hidden = e.dataset.day !== `${part.year}-${part.month}-${part.day}`;
      e.className = e.className.replace(/\b[hm]\d+\b/g, '').trim() + ` h${+part.hour} m${+part.minute}`;
    }
  }

  // Sending twice is stopped here for comfort and on the server for certain.
  const sending = new WeakSet();
  const done = form => { sending.delete(form); for (const b of $$('[aria-busy]', form)) b.removeAttribute('aria-busy'); };

  on('submit', e => { if (sending.has(e.target)) { e.preventDefault(); e.stopImmediatePropagation(); } }, true);
  on('submit', e => {
    const form = e.target, htmx = form.matches('[hx-post], [hx-put], [hx-patch], [hx-delete]');
    if (form.method !== 'post' && !htmx || 'repeatable' in form.dataset || e.defaultPrevented && !htmx) return;
    sending.add(form);
    e.submitter?.setAttribute('aria-busy', 'true');
    setTimeout(() => done(form), 15000);
  });
  on('htmx:finally:request', e => { const form = e.target.closest?.('form'); if (form) done(form); });
  addEventListener('pageshow', () => { for (const form of doc.forms) done(form); });

  // What htmx brings in, and the first page itself.
  on('htmx:before:request', e => {
    const drawer = e.detail.ctx.target;
    if (!drawer?.matches?.('.drawer:not([open])')) return;
    drawer.dataset.from = location.href;
    cameFrom.set(drawer, e.detail.ctx.sourceElement);
  });
  on('htmx:before:swap', e => { if (e.detail.ctx?.target?.contains?.($('#status'))) speakIn(doc.body); });
  on('htmx:after:swap', e => {
    const target = e.detail.ctx?.target;
    const box = target?.id && $(`[role=combobox][aria-controls="${target.id}"]`);
    if (box) return fold(box, doc.activeElement === box && options(box).length > 0);
    const drawer = target?.closest?.('.drawer');
    if (drawer?.children.length) show(drawer, cameFrom.get(drawer));
    arrive(target?.isConnected ? target : doc);
  });
  on('htmx:error', () => {
    const toast = $('#offline')?.content.cloneNode(true);
    if (toast && !$('#toasts [data-offline]')) $('#toasts').append(toast);
  });

  function arrive(part) {
    for (const dialog of $$('dialog[open][data-modal]', part)) show(dialog);
    const top = $$('dialog:modal').pop();
    speakIn();
    if (!top?.matches('[role=alertdialog]')) focus($('[aria-invalid=true]', top ?? part));
    if (top && !top.contains(doc.activeElement)) focus($('[autofocus]', top) ?? $('h1, h2', top));
    for (const box of $$('[data-check-all]', part)) box.hidden = false;
    tick();
  }

  // Toasts leave after 12 s, but never from under the pointer or the focus. What they say is in the history too.
  const age = new WeakMap();
  setInterval(() => {
    for (const toast of $$('.toast:not([data-sticky])')) {
      const seconds = toast.matches(':hover, :focus-within') ? 0 : (age.get(toast) ?? 0) + 1;
      age.set(toast, seconds);
      if (seconds >= 12) toast.remove();
    }
  }, 1000);
  setInterval(tick, 20000);

  if (doc.readyState === 'loading') on('DOMContentLoaded', () => arrive(doc)); else arrive(doc);
})();
