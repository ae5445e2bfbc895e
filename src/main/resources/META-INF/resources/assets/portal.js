// Module: starts govuk-frontend, then adds the few behaviours it lacks.
import { initAll } from '../webjars/govuk-frontend/5.14.0/dist/govuk/govuk-frontend.min.js';

initAll();

// The hidden comma inside the upload button makes its name differ from its visible words (WCAG 2.5.3).
for (const button of document.querySelectorAll('.govuk-file-upload-button')) {
  const comma = document.getElementById(`${button.id}-comma`);
  comma.hidden = true;
  button.before(comma);
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-back]')) history.back();
  const ask = event.target.closest('[data-confirm]');
  if (ask && !window.confirm(ask.dataset.confirm)) event.preventDefault();
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy], [data-print]');
  if (!button) return;
  if ('print' in button.dataset) return window.print();
  const label = button.querySelector('[data-copy-label]');
  const said = label.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = 'Copied';
  } catch {
    label.textContent = 'Select and copy';
  }
  setTimeout(() => { label.textContent = said; }, 1500);
});

// Single-key shortcuts of the workbench (WCAG 2.1.4: they can be turned off, and never act while typing).
const bench = document.querySelector('[data-keys]');
if (bench) {
  const STORE = 'tipstaff.keys';
  const toggle = document.querySelector('[data-keys-toggle]');
  const findings = [...bench.querySelectorAll('.finding')].filter((f) => f.querySelector('input'));
  const show = (on) => {
    bench.dataset.keys = on ? 'on' : 'off';
    toggle.setAttribute('aria-pressed', String(on));
  };
  show(localStorage.getItem(STORE) !== 'off');
  toggle.addEventListener('click', () => {
    const on = bench.dataset.keys !== 'on';
    localStorage.setItem(STORE, on ? 'on' : 'off');
    show(on);
  });
  // What is answered and typed is kept as a draft when the page is left, whichever way; the server seals it.
  const keep = bench.querySelector('[data-keep]');
  let sending = false;
  const fields = () => new URLSearchParams(new FormData(bench)).toString();
  let kept = fields();
  const save = async () => {
    if (!keep || sending || fields() === kept) return;
    kept = fields();
    const body = new URLSearchParams(new FormData(bench));
    body.set('do', 'KEEP');
    await fetch(bench.action, { method: 'POST', body, keepalive: true, redirect: 'manual' }).catch(() => null);
  };
  bench.addEventListener('submit', () => { sending = true; });
  bench.addEventListener('change', save);
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[href^="/"]');
    if (!link || !keep || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || fields() === kept) return;
    event.preventDefault();
    await save();
    location.assign(link.href);
  });

  document.addEventListener('keydown', (event) => {
    if (bench.dataset.keys !== 'on' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('textarea, select, input:not([type=radio]):not([type=checkbox])')) return;
    const current = event.target.closest('.finding');
    if (/^[123]$/.test(event.key) && current) {
      const answer = current.querySelectorAll('input[type=radio]')[event.key - 1];
      answer?.click();
      answer?.focus();
    } else if (event.key === 'j' || event.key === 'k') {
      if (!findings.length) return;
      const next = findings.indexOf(current) + (event.key === 'j' ? 1 : -1);
      const target = findings[Math.max(0, Math.min(findings.length - 1, next))];
      (target.querySelector('input:checked') ?? target.querySelector('input')).focus();
      target.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'n' || event.key === 'p') {
      document.querySelector(`[data-key="${event.key}"]`)?.click();
    } else {
      return;
    }
    event.preventDefault();
  });
}

// The document is uploaded as soon as it is chosen; the server keeps it with the draft and answers with the step's page.
const upload = document.querySelector('form[data-upload]');
const file = upload?.elements[upload.dataset.upload];
if (file) {
  const MOST = 25 * 1024 * 1024;
  const status = upload.querySelector('[data-upload-status]');
  const progress = upload.querySelector('[data-upload-progress]');
  const bar = progress.querySelector('progress');
  const zone = upload.querySelector('.upload');
  upload.querySelector('[data-upload-button]').hidden = true;

  const send = () => {
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > MOST) {
      status.textContent = 'The file is larger than 25 MB. Scan in black and white at 300 dots per inch, or leave out what is not part of the order.';
      file.value = '';
      return;
    }
    const form = new FormData(upload);
    form.set('go', 'upload');
    const call = new XMLHttpRequest();
    call.open('POST', upload.action);
    call.setRequestHeader('Accept', 'text/html');
    let said = -1;
    call.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round(event.loaded / event.total * 100);
      bar.value = percent;
      // Spoken in quarters: a screen reader must not read every step.
      if (Math.floor(percent / 25) > said) {
        said = Math.floor(percent / 25);
        status.textContent = percent < 100 ? `Uploading, ${percent} %` : 'Uploaded. Inspecting the document.';
      }
    });
    call.addEventListener('load', () => {
      if (call.status < 400) return location.assign(call.responseURL);
      status.textContent = call.status === 413
        ? 'The file is too large. A document may have 25 MB.'
        : 'The upload was not taken. Reload the page and try again; nothing else was lost.';
      progress.hidden = true;
    });
    call.addEventListener('error', () => {
      status.textContent = 'The connection broke. Choose the file again; nothing else was lost.';
      progress.hidden = true;
      file.value = '';
    });
    progress.hidden = false;
    status.textContent = 'Uploading';
    call.send(form);
  };
  file.addEventListener('change', send);
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('upload--over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('upload--over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('upload--over');
    file.files = event.dataTransfer.files;
    send();
  });
}

// Courts that fit what is typed.
const court = document.querySelector('input[list="courts"]');
if (court) {
  const list = document.getElementById('courts');
  let waiting;
  court.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      if (court.value.trim().length < 2) return;
      const answer = await fetch(`/courts?q=${encodeURIComponent(court.value)}`);
      if (!answer.ok) return;
      list.replaceChildren(...(await answer.json()).map(({ name }) => {
        const option = document.createElement('option');
        option.value = name;
        return option;
      }));
    }, 150);
  });
}

// A file to verify is hashed here and stays here: only its fingerprint is sent. Where the browser has no Web Cryptography
// (a plain-HTTP address other than localhost) the form uploads it instead.
const verify = document.querySelector('form[data-verify]');
if (verify && globalThis.crypto?.subtle) {
  const status = verify.querySelector('[data-verify-status]');
  const picked = verify.querySelector('input[type=file]');
  verify.addEventListener('submit', async (event) => {
    const chosen = picked.files[0];
    if (!chosen) return;
    event.preventDefault();
    status.textContent = 'Computing the fingerprint of the file';
    try {
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await chosen.arrayBuffer()));
      verify.elements.sha256.value = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    } catch {
      status.textContent = 'Your browser could not read the file. Choose it again, or enter its SHA-256 fingerprint.';
      return;
    }
    picked.value = '';
    status.textContent = 'Checking';
    verify.submit();
  });
}

const typing = () => [...document.querySelectorAll('textarea, input')].some((field) => (
  field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));

// A page whose next step the portal makes by itself is loaded again when it has changed, unless somebody is typing.
const watched = document.querySelector('[data-poll]');
if (watched) {
  const QUICK = 3000;
  const SLOW = 20000;
  const begun = performance.now();
  const look = async () => {
    if (!document.hidden) {
      const answer = await fetch(watched.dataset.poll).catch(() => null);
      if (answer?.ok && !answer.redirected && (await answer.text()) !== watched.dataset.state && !typing()) return location.reload();
    }
    const age = performance.now() - begun;
    // Not for ever: looking keeps a session alive that nobody uses.
    if (age < 600000) setTimeout(look, age < 60000 ? QUICK : SLOW);
  };
  setTimeout(look, QUICK);
}

// A panel that has nothing to ask for its state: the page is loaded again after so many seconds, unless somebody is typing.
const fading = document.querySelector('[data-refresh]');
if (fading && !watched) {
  const seconds = Number(fading.dataset.refresh);
  const again = () => (typing() || document.hidden ? setTimeout(again, seconds * 1000) : location.reload());
  setTimeout(again, seconds * 1000);
}

// What is typed into a draft is kept without a press, a second after the last change and when the page is left. The server
// does not let it take the place of what another window kept since; what is typed stays on the page in any case.
const draft = document.querySelector('form[data-keep-draft]');
if (draft) {
  const PAUSE = 1000;
  const said = draft.querySelector('[data-kept]');
  const body = () => {
    const fields = new FormData(draft);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    return fields;
  };
  const text = () => JSON.stringify([...body()]);
  const clock = () => new Date().toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
  let version = draft.dataset.keepDraft;
  let kept = text();
  let waiting;
  let under = null;
  let stopped = false;
  const send = async () => {
    const now = text();
    if (stopped || now === kept) return;
    const fields = body();
    fields.set('go', 'keep');
    fields.set('version', version);
    const answer = await fetch(draft.action, {
      method: 'POST',
      body: draft.enctype === 'multipart/form-data' ? fields : new URLSearchParams(fields),
      keepalive: now.length < 60000,
      redirect: 'manual',
    }).catch(() => null);
    if (answer?.ok && answer.headers.get('Content-Type')?.includes('json')) {
      const answered = await answer.json();
      version = answered.version;
      kept = now;
      document.dispatchEvent(new CustomEvent('session', { detail: answered.sessionSeconds }));
      said.textContent = `Saved at ${clock()}`;
    } else if (answer?.status === 409) {
      stopped = true;
      said.textContent = 'Not saved: this draft was changed in another window. What you typed stays here, and “Save and continue” puts it in place of the other.';
    } else {
      said.textContent = 'Not saved yet. Press “Save and continue”.';
    }
  };
  const save = () => {
    clearTimeout(waiting);
    // One at a time: the next needs the version that this one makes.
    under ??= send().finally(() => {
      under = null;
      if (!stopped && text() !== kept) later();
    });
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  };
  draft.addEventListener('input', (event) => { if (event.target.type !== 'file') later(); });
  draft.addEventListener('submit', () => { stopped = true; clearTimeout(waiting); });
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
}

// Three minutes before the session ends the page says so and offers to go on (WCAG 2.2.1). Other windows keep a session
// alive too, so they tell one another when it ends.
const ending = document.querySelector('[data-session-end]');
if (ending) {
  const WARN = 180000;
  const STORE = 'tipstaff.session-ends';
  const words = ending.querySelector('p');
  const stay = ending.querySelector('button');
  let before = null;
  let timer;
  const at = (when) => new Date(when).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
  const say = (text) => {
    ending.hidden = false;
    // Said once: an alert that changes is read out again.
    if (words.textContent !== text) words.textContent = text;
  };
  const look = () => {
    clearTimeout(timer);
    const ends = Number(localStorage.getItem(STORE));
    const left = ends - Date.now();
    stay.hidden = left <= 0;
    if (left > WARN) {
      ending.hidden = true;
      words.textContent = '';
      timer = setTimeout(look, Math.min(left - WARN, 60000));
    } else if (left > 0) {
      say(`Your session ends at ${at(ends)}. What you typed is kept.`);
      timer = setTimeout(look, Math.min(left, 10000));
    } else {
      say('Your session has ended. What you typed is still here: press the button of the form and sign in, and it is put back.');
    }
  };
  const learn = (seconds) => {
    localStorage.setItem(STORE, String(Date.now() + seconds * 1000));
    look();
  };
  stay.addEventListener('focus', (event) => { before = event.relatedTarget; });
  stay.addEventListener('click', async () => {
    const answer = await fetch('/sign-in/session', { redirect: 'manual' }).catch(() => null);
    if (!answer?.ok) return say('Your session could not be renewed. Save what you typed, and sign in again.');
    const { seconds } = await answer.json();
    learn(seconds);
    if (seconds * 1000 <= WARN) return say(`This session lasts until ${at(Date.now() + seconds * 1000)} at most. Save what you typed, and sign in again.`);
    (before ?? document.getElementById('main')).focus();
  });
  window.addEventListener('storage', (event) => { if (event.key === STORE) look(); });
  document.addEventListener('session', (event) => learn(event.detail));
  learn(Number(ending.dataset.sessionEnd));
}
