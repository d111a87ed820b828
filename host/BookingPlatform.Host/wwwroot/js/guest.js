// Guests' pages work without it: it counts down how long a slot is kept and says "Did you mean …" before a form is sent.
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);

  // The server's end of the hold, so a telephone that slept shows the truth at once. Only the two moments that matter are announced.
  function count(bar) {
    const left = Math.max(0, Math.round((new Date(bar.dataset.hold) - Date.now()) / 1000)), at = name => $(`[data-hold-${name}]`, bar);
    at('left').hidden = left === 0;
    at('left').textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    at('text').hidden = left === 0;
    at('soon').hidden = left === 0 || left > 120;
    at('over').hidden = left > 0;
    bar.classList.toggle('soon', left <= 120);
    if (left > 0) setTimeout(count, 1000, bar);
  }

  async function hint({ target: field }) {
    const place = $('[data-suggest]', field.closest('.field')), button = $('button', place);
    const answer = field.value.includes('@') && await fetch(`${field.dataset.hint}?email=${encodeURIComponent(field.value)}`).then(r => r.ok ? r.json() : null).catch(() => null);
    place.hidden = !answer?.suggestion;
    button.textContent = button.dataset.value = answer?.suggestion ?? '';
  }

  for (const bar of document.querySelectorAll('[data-hold]:not([data-hold=""])')) count(bar);
  for (const field of document.querySelectorAll('[data-hint]')) field.addEventListener('change', hint);

  // The Guest App keeps one page for when there is no network.
  const manifest = $('link[rel=manifest]');
  if (manifest) navigator.serviceWorker?.register(manifest.href.replace('manifest.webmanifest', 'sw.js')).catch(() => {});
})();
