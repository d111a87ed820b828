// Works the agenda by mouse and by keys: cards are lifted, moved, made longer and dropped. What it says of a place comes from what stands on the page; the server decides.
(() => {
  const doc = document, root = doc.documentElement;
  const $ = (selector, from = doc) => from.querySelector(selector);
  const $$ = (selector, from = doc) => [...from.querySelectorAll(selector)];
  const on = (name, act, capture) => doc.addEventListener(name, act, capture);
  const step = 15, least = 15, hold = 400, slack = 10;
  const edge = e => e.pointerType === 'touch' ? 16 : 8;
  const nothing = doc.createElement('i');

  // Saying and sending.
  const say = text => { const status = $('#status'); if (status) status.textContent = text; };
  const time = minute => new Intl.DateTimeFormat(root.lang || 'en', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(Date.UTC(2000, 0, 1, 0, minute));
  const dayNumber = day => Date.parse(day) / 864e5;
  const iso = number => new Date(number * 864e5).toISOString().slice(0, 10);
  const shortDay = number => new Intl.DateTimeFormat(root.lang || 'en', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(number * 864e5);

  function send(value) {
    const form = $('#do');
    for (const old of $$('#toasts .toast:has([data-key=u])')) old.remove();
    for (const old of $$('[name=act]', form)) old.remove();
    const button = Object.assign(doc.createElement('button'), { name: 'act', value, hidden: true });
    form.append(button);
    form.requestSubmit(button);
  }

  // The wall clock of the business: its day and its minute.
  function now() {
    const zone = $('[data-clock]')?.dataset.zone;
    const part = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date()).map(p => [p.type, p.value]));
    return [`${part.year}-${part.month}-${part.day}`, part.hour * 60 + +part.minute];
  }

  const number = (card, name) => +(card.className.match(new RegExp(`(?:^| )${name}(\\d+)`))?.[1] ?? 0);
  const buffers = card => (card.dataset.p ?? '0 0').split(' ').map(Number);
  const named = card => $('b', card)?.textContent ?? '';
  const id = card => card.dataset.b;
  const replace = (card, names, put) => { card.className = `${card.className.replace(new RegExp(`(?:^| )(?:${names})\\d+(?= |$)`, 'g'), '')} ${put}`.trim(); };

  // Cards of the hours: a place is a column, a start and a length in minutes.
  const hours = {
    home: card => ({ line: card.parentElement, start: number(card, 'h') * 60 + number(card, 'm'), length: number(card, 'dh') * 60 + number(card, 'dm') }),
    lines: card => $$('.agenda-col > ol', card.closest('.agenda')).filter(line => line.dataset.r),
    draw(card, { line, start, length }) {
      replace(card, 'h|m|dh|dm|l|n', `h${Math.floor(start / 60)} m${start % 60} dh${Math.floor(length / 60)} dm${length % 60}`);
      if (card.parentElement !== line) line.append(card);
    },
    shift(card, place, across, along, longer) {
      const lines = this.lines(card), line = lines[lines.indexOf(place.line) + across] ?? place.line, grid = card.closest('.agenda');
      const length = Math.max(least, place.length + (longer ? along * step : 0));
      const start = Math.min(Math.max(number(grid, 'from') * 60, place.start + (longer ? 0 : along * step)), 24 * 60 - length);
      return { line, start, length };
    },
    under(card, e, grip, longer, place) {
      const line = this.lines(card).find(line => { const box = line.getBoundingClientRect(); return e.clientX >= box.left && e.clientX < box.right; }) ?? place.line;
      const grid = card.closest('.agenda'), box = line.getBoundingClientRect(), from = number(grid, 'from') * 60;
      const minute = from + (e.clientY - box.top) / box.height * (number(grid, 'to') * 60 - from);
      if (longer) return { ...place, length: Math.max(least, Math.round((minute - place.start) / step) * step) };
      return { line, length: place.length, start: Math.min(Math.max(from, Math.round((minute - grip) / step) * step), 24 * 60 - place.length) };
    },
    grip(card, e) { const box = card.getBoundingClientRect(), { length } = this.home(card); return (e.clientY - box.top) / box.height * length; },
    isEdge: (card, e) => card.getBoundingClientRect().bottom - e.clientY <= edge(e),
    conflict(card, { line, start, length }, home) {
      const end = start + length, [before, after] = buffers(card), [today, minute] = now();
      const meets = (other, b = 0, a = 0) => { const { start: s, length: l } = this.home(other); return start - b < s + l && s < end + a; };
      if (line.dataset.d < today || line.dataset.d === today && start < minute && start !== home.start) return 'This time is over';
      const closed = $$('.shut', line).find(other => meets(other)) ?? $$('.closed', line).find(other => meets(other));
      if (closed) return $('bdi', closed) ? `Closed: ${$('bdi', closed).textContent}` : 'Closed';
      for (const other of $$('.tile:not(.cancelled, .no-show), .taken', line)) {
        const [b, a] = buffers(other);
        if (other !== card && meets(other, before + a, after + b)) return other.matches('.taken') ? 'Taken' : `Taken: ${named(other)}, ${time(this.home(other).start)}`;
      }
      return '';
    },
    tell: (_, { line, start, length }) => `${time(start)}–${time(start + length)}, ${line.dataset.n}`,
    act(card, place, home) {
      const at = `${place.line.dataset.d}T${String(Math.floor(place.start / 60)).padStart(2, '0')}:${String(place.start % 60).padStart(2, '0')}`;
      return `move|${id(card)}|${card.dataset.v}|${at}|${place.line.dataset.r}|${place.length === home.length ? '' : place.length}`;
    },
    arrows: { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] },
  };

  // Bars of the rooms: a row, the day of arrival and the number of nights.
  const nights = {
    home: bar => ({ line: bar.parentElement, start: dayNumber(bar.dataset.from), length: dayNumber(bar.dataset.to) - dayNumber(bar.dataset.from) }),
    lines: bar => $$('[data-r]', bar.closest('.rooms')),
    draw(bar, { line, start, length }) {
      const first = (start - dayNumber(bar.closest('.rooms').dataset.first)) * 2 + 1, begin = Math.max(first, 0), end = Math.min(first + length * 2, 28);
      replace(bar, 'c|cs', `c${begin + 1} cs${Math.max(end - begin, 1)}`);
      if (bar.parentElement !== line) line.append(bar);
    },
    shift(bar, place, along, across, longer) {
      const lines = this.lines(bar);
      return { line: lines[lines.indexOf(place.line) + across] ?? place.line, start: place.start + (longer ? 0 : along), length: Math.max(1, place.length + (longer ? along : 0)) };
    },
    day(bar, e) {
      const row = bar.parentElement.getBoundingClientRect(), label = $('.room', bar.parentElement).getBoundingClientRect().width;
      return (root.dir === 'rtl' ? row.right - label - e.clientX : e.clientX - row.left - label) / (row.width - label) * 14;
    },
    under(bar, e, grip, longer, place) {
      const line = this.lines(bar).find(line => { const box = line.getBoundingClientRect(); return e.clientY >= box.top && e.clientY < box.bottom; }) ?? place.line;
      const day = this.day(bar, e) + dayNumber(bar.closest('.rooms').dataset.first);
      return longer ? { ...place, length: Math.max(1, Math.round(day - .5 - place.start)) } : { line, start: Math.round(day - grip), length: place.length };
    },
    grip(bar, e) { return this.day(bar, e) + dayNumber(bar.closest('.rooms').dataset.first) - this.home(bar).start; },
    isEdge: (bar, e) => { const box = bar.getBoundingClientRect(); return root.dir === 'rtl' ? e.clientX - box.left <= edge(e) : box.right - e.clientX <= edge(e); },
    conflict(bar, { line, start, length }, home) {
      if (start < dayNumber(now()[0]) && start !== home.start) return 'This day is over';
      const other = $$('.bar:not(.cancelled, .no-show), .shut', line).find(other => other !== bar && start < dayNumber(other.dataset.to) && dayNumber(other.dataset.from) < start + length);
      return other ? `${other.matches('.shut') ? 'Closed' : 'Taken'}: ${$('bdi', other).textContent}` : '';
    },
    tell: (_, { line, start, length }) => `${shortDay(start)} – ${shortDay(start + length)}, ${line.dataset.n}`,
    act: (bar, { line, start, length }) => `stay|${id(bar)}|${bar.dataset.v}|${iso(start)}|${iso(start + length)}|${line.dataset.r}`,
    arrows: { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
  };

  const of = card => card.matches('.bar') ? nights : hours;
  const liftable = from => $('#do') && from?.closest?.('.tile.booked[data-b], .bar.booked[data-b]');

  // Lifting, carrying, dropping.
  let lifted = null, press = null, keep = null;

  function lift(card) {
    const kind = of(card), home = kind.home(card), next = card.nextSibling;
    const note = Object.assign(doc.createElement('span'), { className: 'lift-note', ariaHidden: 'true' });
    lifted = { card, kind, home, next, note, place: home, css: card.className };
    card.classList.add('lifted');
    card.append(note);
    carry(home);
  }

  function carry(place, speaks) {
    const { card, kind, home, note } = lifted;
    lifted.place = place;
    kind.draw(card, place);
    const conflict = kind.conflict(card, place, home);
    card.classList.toggle('clash', !!conflict);
    note.textContent = `${kind.tell(card, place)}${conflict ? ` · ${conflict}` : ''}`;
    if (!speaks) return;
    if (doc.activeElement !== $('a', card)) $('a', card).focus();
    say(`${kind.tell(card, place)}. ${conflict || 'Free'}.`);
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function putBack() {
    const { card, home, next, css, note } = lifted;
    note.remove();
    home.line.insertBefore(card, next);
    card.className = css;
    lifted = null;
  }

  function drop() {
    const { card, kind, home, place, note } = lifted;
    if (place.line === home.line && place.start === home.start && place.length === home.length) return cancel();
    keep = $('a', card).id;
    note.remove();
    card.classList.remove('clash');
    lifted = null;
    send(kind.act(card, place, home));
  }

  function cancel() {
    const link = $('a', lifted.card);
    putBack();
    link.focus();
    say('Put back.');
  }

  // A mouse lifts by moving. A finger that moves at once scrolls; one that rests lifts, and the menu opens where it has only rested.
  on('pointerdown', e => {
    letGo();
    const card = e.button === 0 && e.isPrimary && !e.target.closest('.card-more') && liftable(e.target);
    if (!card || lifted) return;
    press = { card, isTouch: e.pointerType === 'touch', x: e.clientX, y: e.clientY, grip: of(card).grip(card, e), longer: of(card).isEdge(card, e) };
    if (press.isTouch) press.wait = setTimeout(() => lift(card), hold);
  });

  function letGo() {
    clearTimeout(press?.wait);
    press = null;
  }

  on('pointermove', e => {
    if (!press) return;
    const moved = Math.hypot(e.clientX - press.x, e.clientY - press.y);
    if (!lifted && press.isTouch) { if (moved > slack) letGo(); return; }
    if (!lifted && moved < 5) return;
    if (!lifted) lift(press.card);
    carry(lifted.kind.under(lifted.card, e, press.grip, press.longer, lifted.place));
    const grid = lifted.card.closest('.agenda, .rooms'), box = grid.getBoundingClientRect();
    if (e.clientY > box.bottom - 36) grid.scrollTop += 12; else if (e.clientY < box.top + 76) grid.scrollTop -= 12;
  });

  on('pointerup', e => {
    if (press && lifted) {
      const { card, place, home } = lifted;
      if (press.isTouch && place === home) {
        putBack();
        // Opened before the finger has left, the browser would close it as it leaves.
        setTimeout(() => showMenu(card, { x: e.clientX, y: e.clientY }));
      }
      else drop();
      on('click', stop, { capture: true, once: true });
      setTimeout(() => doc.removeEventListener('click', stop, true), press.isTouch ? hold : 0);
    }
    letGo();
  });
  on('pointercancel', () => { if (press && lifted) putBack(); letGo(); });
  on('touchmove', e => { if (press && lifted) e.preventDefault(); }, { passive: false });
  on('dragstart', e => { if (e.target.closest?.('.tile, .bar')) e.preventDefault(); });

  function stop(e) { e.preventDefault(); e.stopImmediatePropagation(); }

  // Keys: arrows go from card to slot; Space lifts, arrows carry, with Shift they make longer, Enter drops, Escape puts back.
  const stopsOf = grid => $$('.slot > *, .tile > a', grid);
  const here = '.agenda .slot > *, .agenda .tile > a, .bar > a';

  on('keydown', e => {
    if (lifted) return press && e.key !== 'Escape' ? undefined : carryKey(e);
    const at = e.target.closest?.(here);
    if (!at || e.ctrlKey || e.metaKey || e.altKey) return;
    const card = liftable(at), arrow = /^Arrow/.test(e.key);
    if (card && e.key === ' ') { lift(card); carry(lifted.place, true); say(`Lifted. ${lifted.note.textContent}. Arrows move, with Shift they change the length, Enter drops, Escape puts back.`); }
    else if (card && arrow && e.shiftKey) { lift(card); carryKey(e); }
    else if (arrow && !e.shiftKey && at.closest('.agenda')) rove(at, e.key);
    else if (card && e.key === 'Delete') open(card, '/cancel');
    else if (!cardKey(e, at.closest('[data-b]'))) return;
    stop(e);
  }, true);

  function carryKey(e) {
    const { card, kind, place } = lifted, arrow = kind.arrows[e.key];
    if (arrow) {
      const turn = root.dir === 'rtl' && /Left|Right/.test(e.key) ? -1 : 1;
      carry(kind.shift(card, place, arrow[0] * turn, arrow[1], e.shiftKey), true);
    }
    else if (e.key === 'Enter' || e.key === ' ') drop();
    else if (e.key === 'Escape') { press = null; cancel(); }
    else if (e.key === 'Shift') return;
    stop(e);
  }

  function cardKey(e, card) {
    if (!card || root.dataset.shortcuts === 'off') return false;
    const key = e.key.toLowerCase();
    if (key === 'a' && liftable(card)) send(`arrive|${id(card)}|${card.dataset.v}`);
    else if (key === 'x' && liftable(card) && started(card)) send(`no-show|${id(card)}|${card.dataset.v}`);
    else if (key === 'e' && liftable(card)) open(card, '/move');
    else return false;
    keep = $('a', card).id;
    return true;
  }

  // Nobody is a no-show before the start; of a stay the page knows the day only, the server the hour.
  function started(card) {
    const [today, minute] = now(), day = card.parentElement.dataset.d ?? card.dataset.from;
    return day < today || day === today && (card.matches('.bar') || number(card, 'h') * 60 + number(card, 'm') <= minute);
  }

  function open(card, path) {
    aim(card);
    $$('#card-menu a').find(link => link.getAttribute('href').includes(path))?.click();
  }

  function rove(from, key) {
    const grid = from.closest('.agenda'), line = from.closest('ol'), box = from.getBoundingClientRect();
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const lines = $$('.agenda-col > ol', grid);
    const away = other => Math.abs(other.getBoundingClientRect().top - box.top);
    const order = stopsOf(line).sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top || a.getBoundingClientRect().left - b.getBoundingClientRect().left);
    const next = sideways
      ? stopsOf(lines[lines.indexOf(line) + sideways * (root.dir === 'rtl' ? -1 : 1)] ?? nothing).sort((a, b) => away(a) - away(b))[0]
      : order[order.indexOf(from) + (key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    for (const other of stopsOf(grid)) other.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  // The menu of a card: one for all, put where the pointer or the focus is. The content policy allows no style attribute, but a sheet.
  const sheet = new CSSStyleSheet();
  doc.adoptedStyleSheets.push(sheet);

  function offer(card) {
    const more = $('.card-more');
    if (!more || !card || lifted || more.parentElement === card) return;
    $('.vh', more).textContent = `More for ${named(card) || $('bdi', card)?.textContent}`;
    more.hidden = false;
    card.append(more);
  }

  function aim(card) {
    const menu = $('#card-menu'), line = card.parentElement, began = (line.dataset.d ?? card.dataset.from) <= now()[0];
    for (const item of $$('li', menu)) item.hidden = item.dataset.of && !card.classList.contains(item.dataset.of) || 'begun' in item.dataset && !began || 'over' in item.dataset && !started(card) || 'hours' in item.dataset && card.matches('.bar');
    const fill = text => text.replace('{id}', id(card)).replace('{v}', card.dataset.v);
    for (const link of $$('[data-href]', menu)) link.setAttribute('href', fill(link.dataset.href));
    for (const button of $$('[data-value]', menu)) button.value = fill(button.dataset.value);
    return menu;
  }

  function showMenu(card, at) {
    const menu = aim(card);
    menu.card = card;
    menu.showPopover();
    const box = menu.getBoundingClientRect();
    const within = (wished, room) => Math.max(8, Math.min(wished, room - 8));
    sheet.replaceSync(`#card-menu { left: ${within(at.x, innerWidth - box.width)}px; top: ${within(at.y, innerHeight - box.height)}px; }`);
    $$('a, button', menu).find(item => item.checkVisibility())?.focus();
  }

  on('pointerover', e => offer(e.target.closest?.('.tile[data-b], .bar[data-b]')));
  on('focusin', e => offer(e.target.closest?.('.tile[data-b], .bar[data-b]')));
  on('contextmenu', e => {
    const card = e.target.closest?.('.tile[data-b], .bar[data-b]');
    if (!card || !$('#card-menu')) return;
    e.preventDefault();
    if (press?.isTouch) return;
    const box = card.getBoundingClientRect();
    showMenu(card, e.clientX || e.clientY ? { x: e.clientX, y: e.clientY } : { x: box.left + 8, y: box.top + 24 });
  });
  on('click', e => {
    const more = e.target.closest?.('.card-more'), menu = $('#card-menu');
    if (more) { const box = more.getBoundingClientRect(); showMenu(more.parentElement, { x: box.left, y: box.bottom + 4 }); }
    else if (menu?.matches(':popover-open') && e.target.closest('#card-menu a, #card-menu button')) { keep = $('a', menu.card)?.id; menu.hidePopover(); }
    else bookNight(e);
  });
  on('keydown', e => {
    const menu = e.target.closest?.('#card-menu'), along = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!menu || !along) return;
    const items = $$('a, button', menu).filter(item => item.checkVisibility());
    items[(items.indexOf(doc.activeElement) + along + items.length) % items.length].focus();
    e.preventDefault();
  });

  // A press on the free part of a room's row books from that night on.
  function bookNight(e) {
    const row = e.target.matches?.('.rooms [data-r]') ? e.target : null, link = row && $('.room a', row);
    if (!link) return;
    const label = $('.room', row).getBoundingClientRect(), box = row.getBoundingClientRect();
    const day = dayNumber(row.closest('.rooms').dataset.first) + Math.max(0, Math.floor((e.clientX - box.left - label.width) / (box.width - label.width) * 14));
    htmx.ajax('GET', `/bookings/new?resourceId=${row.dataset.r}&arrival=${iso(day)}`, { target: '#drawer', source: link });
  }

  // What comes in: one stop for Tab, the clock in sight, the focus back on the card that was worked on.
  const placed = new WeakSet();

  function arrive() {
    for (const grid of $$('[data-roving]')) {
      const stops = stopsOf(grid), current = stops.find(stop => stop === doc.activeElement) ?? stops[0];
      for (const stop of stops) stop.tabIndex = stop === current ? 0 : -1;
      if (placed.has(grid)) continue;
      placed.add(grid);
      const now = $('.now:not([hidden])', grid);
      grid.scrollTop = now ? now.offsetTop - grid.clientHeight / 3 : 0;
    }
    const card = keep && doc.getElementById(keep);
    if (!card || $('dialog:modal')) return;
    for (const stop of stopsOf(card.closest('.agenda') ?? nothing)) stop.tabIndex = -1;
    card.tabIndex = 0;
    card.focus();
    keep = null;
  }

  on('change', e => { if (e.target.closest('.filter-menu')) e.target.form.requestSubmit(); });
  on('htmx:after:swap', e => { if (e.detail.ctx?.target?.id === 'main') setTimeout(arrive); });
  arrive();
})();
