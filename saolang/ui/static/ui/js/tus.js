// Sends one file in pieces (tus 1.0) and goes on where the last try ended.
//
// The server's offset is the only truth: it is asked first and after every doubt, so
// a lost signal costs at most the piece under way. A piece is as long as the line
// carries in a few seconds.

const SMALLEST = 64 * 1024;
const FIRST = 256 * 1024;
const LARGEST = 1024 * 1024;
const QUICK = 1500;
const SLOW = 6000;
const PATIENCE = 90000;
let fitting = FIRST; // what the line has carried lately, for every file of this page

// why: "refused" for good, "signed out", "gone" (begin anew) or "later"
export class Stopped extends Error {
  constructor(why, message = "") {
    super(message || why);
    this.why = why;
    this.told = message;
  }
}

// hooks: { url, key, endpoint, metadata, token, signal, created(url), progress(bytes) }
export async function send(file, hooks) {
  const url = hooks.url || (await create(file, hooks));
  let offset = hooks.url ? await offsetOf(url, hooks) : 0;
  let doubts = 0;
  do {
    hooks.progress(offset);
    const begun = performance.now();
    const answer = await ask(url, hooks, {
      method: "PATCH",
      headers: {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(offset),
      },
      body: file.slice(offset, offset + fitting),
    });
    if (answer.status === 409) {
      if (++doubts > 5) throw new Stopped("later");
      offset = await offsetOf(url, hooks);
      continue;
    }
    const reached = Number(answer.headers.get("Upload-Offset"));
    if (!(reached > offset) && offset < file.size) throw new Stopped("later");
    offset = reached;
    doubts = 0;
    fit(performance.now() - begun);
  } while (offset < file.size || doubts);
  hooks.progress(file.size);
}

// an upload that is given up; when the server does not hear it, it expires there
export async function giveUp(url, hooks) {
  try {
    await ask(url, hooks, { method: "DELETE" });
  } catch { /* nothing more to do */ }
}

function fit(took) {
  if (took < QUICK) fitting = Math.min(LARGEST, fitting * 2);
  else if (took > SLOW) fitting = Math.max(SMALLEST, fitting / 2);
}

async function create(file, hooks) {
  const answer = await ask(hooks.endpoint, hooks, {
    method: "POST",
    headers: {
      "Upload-Length": String(file.size),
      "Upload-Metadata": encoded(hooks.metadata),
      "Idempotency-Key": hooks.key, // a lost answer does not begin a second upload
    },
  });
  const url = new URL(answer.headers.get("Location"), location.href).pathname;
  await hooks.created(url);
  return url;
}

async function offsetOf(url, hooks) {
  const answer = await ask(url, hooks, { method: "HEAD" });
  return Number(answer.headers.get("Upload-Offset"));
}

async function ask(url, hooks, request) {
  const clock = new AbortController();
  const stop = () => clock.abort();
  const timer = setTimeout(stop, PATIENCE);
  hooks.signal?.addEventListener("abort", stop);
  try {
    const answer = await fetch(url, {
      ...request,
      headers: {
        ...request.headers,
        "Tus-Resumable": "1.0.0",
        "X-CSRFToken": hooks.token(),
        Accept: "application/json",
      },
      credentials: "same-origin",
      redirect: "manual",
      signal: clock.signal,
    });
    if (answer.ok || (answer.status === 409 && request.method === "PATCH")) return answer;
    throw await reason(answer);
  } catch (trouble) {
    if (trouble instanceof Stopped || hooks.signal?.aborted) throw trouble;
    throw new Stopped("later"); // no line, or no answer in time
  } finally {
    clearTimeout(timer);
    hooks.signal?.removeEventListener("abort", stop);
  }
}

async function reason(answer) {
  const { status } = answer;
  if (answer.type === "opaqueredirect" || status === 401 || status === 403) {
    return new Stopped("signed out");
  }
  if (status === 404 || status === 410) return new Stopped("gone");
  if (status >= 500 && status !== 507) return new Stopped("later");
  if ([408, 423, 460].includes(status)) return new Stopped("later");
  const said = await answer.json().catch(() => ({}));
  return new Stopped("refused", said.message ?? "");
}

function encoded(metadata) {
  return Object.entries(metadata)
    .map(([key, value]) => {
      const bytes = new TextEncoder().encode(value);
      return `${key} ${btoa(String.fromCharCode(...bytes))}`;
    })
    .join(",");
}
