// A form that saves itself while people write, and loses nothing when it cannot.
//
// <form method="post" data-autosave="/ho-so/12/luu/" data-autosave-key="account id">
//   … inputs …  {% include "ui/saved.html" with at=… only %}
// </form>
//
// After a pause the form is posted to its data-autosave address with X-CSRFToken and
// an Idempotency-Key. 2xx means saved. 409 means someone else changed it: nothing is
// overwritten, the answer {"message": …} is shown and what was typed stays. 422 means
// a field is wrong: {"message": …} is shown, the rest goes on. Until the server has
// confirmed, the text is kept on this device and offered again when the page returns.
// {"hint": …} in the answer is shown beside "saved": nothing was refused for it.
// A hidden input named "version" is updated from {"version": …} in the answer.

const PAUSE = 1200;
const RETRY = 8000;
const english = document.documentElement.lang === "en";
const say = english
  ? {
      saving: "Saving…",
      saved: (at) => `Saved at ${at}. You may close this page and go on later.`,
      kept: "Could not be sent. What you typed is kept on this device and will be sent when the signal returns.",
      restored: "What you typed last time was not sent; it has been put back.",
      conflict: "Someone else has changed this form. What you typed is still here: copy what you need, then load the page again.",
      refused: "Not saved yet. Check the form and try again.",
      login: "You have been signed out. What you typed is kept on this device; sign in again to go on.",
    }
  : {
      saving: "Đang lưu…",
      saved: (at) => `Đã lưu lúc ${at}. Bạn có thể đóng trang, lúc khác làm tiếp.`,
      kept: "Chưa lưu được, còn trên máy này. Có sóng lại sẽ tự gửi.",
      restored: "Phần bạn viết lần trước chưa gửi được; đã đặt lại vào đây.",
      conflict: "Có người vừa sửa biểu này. Chữ bạn viết vẫn còn đây: hãy chép lại phần cần giữ rồi tải lại trang.",
      refused: "Chưa lưu được. Hãy xem lại biểu rồi thử lại.",
      login: "Bạn đã bị đăng xuất. Chữ bạn viết còn trên máy này; hãy đăng nhập lại để làm tiếp.",
    };
const SKIPPED = new Set(["csrfmiddlewaretoken", "idempotency_key", "version"]);

const clock = () =>
  new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

const store = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or private */ }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* private window */ }
  },
};

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = `saolang.draft:${form.dataset.autosaveKey ?? ""}:${this.url}`;
    this.state = form.querySelector("[data-autosave-state]");
    this.timer = 0;
    this.sending = false;
    this.dirty = false;
    this.stopped = false;
    this.restore();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.submitted());
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.dirty) this.save({ keepalive: true });
    });
  }

  typed() {
    return [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && !SKIPPED.has(name),
    );
  }

  restore() {
    const draft = store.read(this.key);
    if (!draft) return;
    if (JSON.stringify(draft) === JSON.stringify(this.typed())) {
      store.drop(this.key);
      return;
    }
    const names = new Set([...this.form.elements].map((input) => input.name));
    for (const name of names) {
      if (!name || SKIPPED.has(name)) continue;
      const values = draft.filter(([each]) => each === name).map(([, value]) => value);
      this.fill(name, values);
    }
    this.show("time", say.restored);
    this.changed();
  }

  fill(name, values) {
    const rest = [...values];
    for (const input of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (input.type === "file" || input.type === "hidden" || input.disabled) continue;
      if (input.type === "checkbox" || input.type === "radio") {
        input.checked = values.includes(input.value);
      } else if (input.multiple && input.options) {
        for (const option of input.options) option.selected = values.includes(option.value);
      } else if (rest.length) {
        input.value = rest.shift();
      }
    }
  }

  changed() {
    if (this.stopped) return;
    this.dirty = true;
    store.write(this.key, this.typed());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // the full submit carries everything; the draft stays until a page shows it arrived
  submitted() {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  async save({ keepalive = false } = {}) {
    if (this.sending || this.stopped) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.sending = true;
    this.dirty = false;
    this.show("", say.saving);
    const sent = JSON.stringify(this.typed());
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        body: this.body(),
        headers: this.headers(),
        credentials: "same-origin",
        redirect: "manual",
        keepalive,
      });
      await this.heard(answer, sent);
    } catch {
      this.retryLater(say.kept);
    } finally {
      this.sending = false;
      if (this.dirty && !this.timer) this.save();
    }
  }

  body() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") body.append(name, value);
    }
    return body;
  }

  headers() {
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    return { "X-CSRFToken": token, "Idempotency-Key": key, Accept: "application/json" };
  }

  async heard(answer, sent) {
    if (answer.ok) {
      const said = await answer.json().catch(() => ({}));
      const version = this.form.querySelector("[name=version]");
      if (version && said.version !== undefined) version.value = said.version;
      if (sent === JSON.stringify(this.typed())) store.drop(this.key);
      const at = say.saved(clock());
      this.show(said.hint ? "time" : "ok", said.hint ? `${at} ${said.hint}` : at);
      this.form.dispatchEvent(new CustomEvent("autosave:saved", { detail: said, bubbles: true }));
    } else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
      this.stopped = true;
      this.show("bad", say.login);
    } else if (answer.status === 409) {
      this.stopped = true;
      this.show("bad", (await this.message(answer)) || say.conflict);
    } else if (answer.status < 500) {
      this.show("bad", (await this.message(answer)) || say.refused);
    } else {
      this.retryLater(say.kept);
    }
  }

  async message(answer) {
    const said = await answer.json().catch(() => ({}));
    return said.message ?? "";
  }

  retryLater(words) {
    this.dirty = true;
    this.show("time", words);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), RETRY);
  }

  show(kind, words) {
    if (!this.state) return;
    this.state.dataset.kind = kind;
    const text = this.state.querySelector("span") ?? this.state;
    text.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
