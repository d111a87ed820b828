// Passkeys: asks the person's device and sends what it says with the form around the button. Without this, or where no device can, the button stays hidden.
(() => {
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));
  const text = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const readable = (list = []) => list.map(one => ({ ...one, id: bytes(one.id) }));
  const ask = {
    create: options => navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: readable(options.excludeCredentials) } }),
    get: (options, more) => navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: readable(options.allowCredentials) }, ...more }),
  };
  let waiting;

  function send(button, { id, rawId, type, response }) {
    const { attestationObject, authenticatorData, signature, userHandle } = response;
    button.form.elements.credential.value = JSON.stringify({
      id, rawId: text(rawId), type, clientExtensionResults: {},
      response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(attestationObject), transports: response.getTransports?.(), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) },
    });
    button.form.submit();
  }

  async function press(button, options) {
    waiting?.abort();
    const failed = button.form.querySelector('[data-passkey-failed]');
    failed.hidden = true;
    try { send(button, await ask[button.dataset.passkey](options)); }
    catch { failed.hidden = false; }
  }

  // The browser's own list under the field: it waits quietly until somebody chooses.
  async function offer(button, options) {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    waiting = new AbortController();
    await ask.get(options, { mediation: 'conditional', signal: waiting.signal }).then(found => send(button, found)).catch(() => {});
  }

  for (const button of window.PublicKeyCredential ? document.querySelectorAll('[data-passkey]') : []) {
    const options = JSON.parse(button.dataset.options);
    button.hidden = false;
    button.form.querySelector('[data-passkey-missing]')?.remove();
    button.addEventListener('click', e => { e.preventDefault(); press(button, options); });
    if ('autofill' in button.dataset) offer(button, options);
  }
})();
