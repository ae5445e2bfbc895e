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
