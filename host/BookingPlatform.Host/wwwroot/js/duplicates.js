// The queue of possible duplicates by keyboard: J and K go from pair to pair, N says "not the same person". Links and buttons do the same.
(() => {
  const $$ = (what, at = document) => [...at.querySelectorAll(what)];

  function step(by) {
    const rows = $$('[data-queue] [data-row]'), at = rows.indexOf(document.activeElement?.closest('[data-keys]')?.querySelector('[data-row]'));
    const next = at < 0 ? rows[by > 0 ? 0 : rows.length - 1] : rows[at + by];
    next?.focus();
    return rows.length > 0;
  }

  function dismiss() {
    const button = document.activeElement?.closest('[data-queue] [data-keys]')?.querySelector('[data-key=n]') ?? document.querySelector('[data-decide] [data-key=n]');
    button?.click();
    return Boolean(button);
  }

  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || document.documentElement.dataset.shortcuts === 'off') return;
    if (document.querySelector('dialog:modal') || e.target.closest?.('input, select, textarea, [contenteditable]')) return;
    const key = e.key.toLowerCase();
    const done = key === 'j' ? step(1) : key === 'k' ? step(-1) : key === 'n' && dismiss();
    if (!done) return;
    e.preventDefault();
    e.stopPropagation();
  }, true);
})();
