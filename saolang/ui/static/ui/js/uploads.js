// A queue of files that survives a lost signal, a closed page and a new login.
//
// <form method="post" enctype="multipart/form-data" data-uploads
//       data-endpoint="/tep/tai-len/" data-folder="producer:12"
//       data-account="account id" data-done-url="/giay-to/">
//   {% csrf_token %}{% form_key %}
//   <input type="file" name="uploads" multiple>        works without scripts
//   <button class="btn" data-uploads-plain>…</button>  gone once scripts run
//   {% include "ui/upload_queue.html" only %}
// </form>
//
// Each file that arrives is announced on the form: "uploads:arrived" with {name, key};
// when nothing is left to send, "uploads:done" with {arrived}.

import { isPhoto, shrink } from "./shrink.js";
import { giveUp, send } from "./tus.js";
import * as store from "./upload-store.js";

const AT_ONCE = 2;
const LONGEST_WAIT = 60000;
const LATER = new Set(["waiting", "paused"]);
const english = document.documentElement.lang === "en";
const say = english
  ? {
      waiting: "Waiting to be sent",
      shrinking: "Making the photo smaller…",
      sending: "Sending",
      paused: "Paused",
      offline: "No signal. It goes on by itself when the signal is back.",
      arrived: "Arrived",
      refused: "Not taken. Look at the file and send it again.",
      login: "You have been signed out. The files are kept on this device; sign in again and they go on.",
      unsafe: "This device is full: do not close this page before the file has arrived.",
      told: (done, all) => `${done} of ${all} files have arrived`,
      left: (count) => `${count} not taken`,
    }
  : {
      waiting: "Chờ gửi",
      shrinking: "Đang thu nhỏ ảnh…",
      sending: "Đang gửi",
      paused: "Đang tạm dừng",
      offline: "Mất sóng. Có sóng lại sẽ tự gửi tiếp từ chỗ dừng.",
      arrived: "Đã tới nơi",
      refused: "Không nhận tệp này. Hãy mở tệp xem lại rồi gửi lại.",
      login: "Bạn đã bị đăng xuất. Tệp còn trên máy này; đăng nhập lại là tự gửi tiếp.",
      unsafe: "Máy hết chỗ chứa: đừng đóng trang trước khi tệp này tới nơi.",
      told: (done, all) => `Đã tới ${done} trên ${all} tệp`,
      left: (count) => `${count} tệp không nhận`,
    };
const megabytes = new Intl.NumberFormat(english ? "en" : "vi", { maximumFractionDigits: 1 });
const size = (bytes) =>
  bytes < 100 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${megabytes.format(bytes / 1048576)} MB`;
const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

// one tab sends a file at a time; without locks the server's offset keeps order anyway
const alone = (id, work) =>
  navigator.locks
    ? navigator.locks.request(`saolang-upload:${id}`, { ifAvailable: true }, (lock) => lock && work())
    : work();

class Uploads {
  constructor(root) {
    this.root = root;
    this.place = { account: root.dataset.account, folder: root.dataset.folder };
    this.part = (name) => root.querySelector(`[data-uploads-${name}]`);
    this.list = this.part("list");
    this.pattern = this.part("row");
    this.rows = new Map();
    this.running = new Map();
    this.inHand = new Map(); // bytes of this visit, should the device not keep them
    this.fails = 0;
    this.restAt = 0;
    this.signedOut = false;
  }

  async start() {
    const kept = await store.rowsOf(this.place.account, this.place.folder);
    for (const row of kept) {
      if (row.state === "arrived") store.drop(row.id);
      else this.show(row);
    }
    this.part("queue").hidden = false;
    for (const plain of this.root.querySelectorAll("[data-uploads-plain]")) plain.hidden = true;
    this.listen();
    this.look();
    this.pump();
  }

  listen() {
    for (const input of this.root.querySelectorAll("input[type=file]")) {
      input.required = false;
      input.addEventListener("change", () => {
        const files = [...input.files];
        input.value = "";
        this.add(files);
      });
    }
    this.part("pause").addEventListener("click", () => this.pauseAll());
    this.part("resume").addEventListener("click", () => this.resumeAll());
    window.addEventListener("online", () => this.wake());
    window.addEventListener("offline", () => this.lookAtAll());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.wake();
    });
  }

  async add(files) {
    navigator.storage?.persist?.();
    const wholePhotos = this.part("keep")?.checked;
    for (const [number, file] of files.entries()) {
      const row = {
        id: newId(),
        ...this.place,
        order: Date.now() + number / 1000,
        name: file.name,
        before: file.size,
        size: file.size,
        shrinks: !wholePhotos && isPhoto(file.name, file.type),
        state: "waiting",
        url: "",
        tries: 0,
        message: "",
      };
      this.inHand.set(row.id, file);
      this.show(row);
      try {
        await store.keep(row, file);
      } catch {
        row.message = say.unsafe;
        this.lookAt(row);
      }
      this.pump();
    }
  }

  // --- sending ---

  pump() {
    if (this.signedOut || !navigator.onLine) return this.look();
    const rest = this.restAt - Date.now();
    if (rest > 0) return this.pumpAfter(rest);
    for (const { row } of this.rows.values()) {
      if (this.running.size >= AT_ONCE) break;
      if (row.state === "waiting" && !this.running.has(row.id)) this.run(row);
    }
    this.look();
  }

  pumpAfter(rest) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), rest);
  }

  async run(row) {
    const stop = new AbortController();
    this.running.set(row.id, stop);
    try {
      const ours = await alone(row.id, async () => {
        await this.carry(row, stop.signal);
        return true;
      });
      if (!ours) await this.elsewhere(row);
    } catch (trouble) {
      await this.stopped(row, trouble, stop.signal);
    } finally {
      this.running.delete(row.id);
      this.lookAt(row);
      this.pump();
    }
  }

  async carry(row, signal) {
    const known = this.inHand.has(row.id) ? row : await store.rowOf(row.id);
    if (!known || known.state === "arrived") return this.forget(row);
    row.url = known.url;
    const blob = await this.ready(row);
    await send(blob, {
      ...this.hooks(row),
      signal,
      created: (url) => this.note(row, { url }),
      progress: (bytes) => this.progressed(row, bytes),
    });
    const key = row.url.split("/").at(-2);
    this.inHand.delete(row.id);
    Object.assign(row, { state: "arrived", message: "" });
    await store.dropBytes(row).catch(() => {});
    this.fails = 0;
    this.tell("arrived", { name: row.name, key });
    const left = [...this.rows.values()].filter((each) => LATER.has(each.row.state));
    if (!left.length) this.tell("done", { arrived: this.count("arrived") });
  }

  hooks(row) {
    return {
      endpoint: this.root.dataset.endpoint,
      url: row.url,
      key: `${row.id}.${row.tries}`,
      metadata: { filename: row.name, ...this.place },
      token: () => this.token(),
    };
  }

  // the bytes as they will be sent: shrunk once, then always the same
  async ready(row) {
    const blob = this.inHand.get(row.id) ?? (await store.bytesOf(row.id));
    if (!row.shrinks || row.url) return blob;
    this.lookAt(row, say.shrinking);
    const small = await shrink(blob, row.name);
    Object.assign(row, { name: small.name, size: small.blob.size, shrinks: false });
    this.inHand.set(row.id, small.blob);
    await store.keep({ ...row }, small.blob).catch(() => {});
    return small.blob;
  }

  async stopped(row, trouble, signal) {
    if (signal.aborted) return;
    if (trouble.why === "gone") {
      await this.note(row, { url: "", tries: row.tries + 1 });
    } else if (trouble.why === "refused") {
      await this.note(row, { state: "refused", message: trouble.told || say.refused });
    } else if (trouble.why === "signed out") {
      this.signedOut = true;
      this.lookAtAll();
    } else {
      const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** this.fails++);
      this.restAt = Date.now() + wait * (0.5 + Math.random() / 2);
    }
  }

  async elsewhere(row) {
    await new Promise((done) => setTimeout(done, 2000)); // another tab sends it
    const known = await store.rowOf(row.id);
    if (!known || known.state === "arrived") this.forget(row);
  }

  // --- what people ask for ---

  wake() {
    this.fails = this.restAt = 0;
    this.signedOut = false;
    this.lookAtAll();
    this.pump();
  }

  pauseAll() {
    for (const { row } of this.rows.values()) if (row.state === "waiting") this.pause(row);
  }

  resumeAll() {
    for (const { row } of this.rows.values()) if (row.state === "paused") this.resume(row);
  }

  pause(row) {
    this.running.get(row.id)?.abort();
    return this.note(row, { state: "paused" });
  }

  async resume(row) {
    await this.note(row, { state: "waiting", message: "" });
    this.wake();
  }

  async again(row) {
    await this.note(row, { url: "", tries: row.tries + 1 });
    await this.resume(row);
  }

  async remove(row) {
    this.running.get(row.id)?.abort();
    if (row.url) giveUp(row.url, this.hooks(row));
    await store.drop(row.id).catch(() => {});
    this.forget(row);
  }

  // --- what people see ---

  show(row) {
    const item = this.pattern.content.firstElementChild.cloneNode(true);
    const on = (name, act) => {
      const button = item.querySelector(`[data-do=${name}]`);
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${row.name}`);
      button.addEventListener("click", () => act.call(this, row));
    };
    on("pause", this.pause);
    on("resume", this.resume);
    on("again", this.again);
    on("remove", this.remove);
    this.rows.set(row.id, { row, item, bytes: 0 });
    this.list.append(item);
    this.lookAt(row);
  }

  forget(row) {
    this.rows.get(row.id)?.item.remove();
    this.rows.delete(row.id);
    this.inHand.delete(row.id);
    this.look();
  }

  progressed(row, bytes) {
    const known = this.rows.get(row.id);
    if (known) known.bytes = bytes;
    this.lookAt(row);
    this.look();
  }

  lookAtAll() {
    for (const { row } of this.rows.values()) this.lookAt(row);
    this.look();
  }

  lookAt(row, words = "") {
    const known = this.rows.get(row.id);
    if (!known) return;
    const { item, bytes } = known;
    const sending = row.state === "waiting" && this.running.has(row.id);
    const state = sending ? "sending" : row.state;
    const percent = state === "arrived" ? 100 : Math.floor((100 * bytes) / (row.size || 1));
    item.dataset.state = state;
    item.querySelector("strong").textContent = row.name;
    item.querySelector(".num").textContent = state === "refused" ? "" : `${percent}%`;
    const bar = item.querySelector("progress");
    bar.value = percent;
    bar.setAttribute("aria-label", row.name);
    bar.hidden = state === "arrived" || state === "refused";
    for (const part of item.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(state);
    }
    const text = item.querySelector("p");
    text.className = state === "refused" ? "error" : "hint";
    text.textContent = words || this.words(row, state);
  }

  words(row, state) {
    if (state === "refused") return row.message;
    const sizes = row.size < row.before ? `${size(row.before)} → ${size(row.size)}` : size(row.size);
    let told = say[state];
    if (LATER.has(row.state) && this.signedOut) told = say.login;
    else if (row.state === "waiting" && !navigator.onLine) told = say.offline;
    return [told, sizes, row.message].filter(Boolean).join(" · ");
  }

  look() {
    const all = [...this.rows.values()];
    const total = all.reduce((sum, { row }) => sum + row.size, 0);
    const sent = all.reduce((sum, { row, bytes }) => sum + (row.state === "arrived" ? row.size : bytes), 0);
    const arrived = this.count("arrived");
    const refused = this.count("refused");
    this.part("sum").hidden = !all.length;
    this.part("all").value = total ? (100 * sent) / total : 0;
    const told = [say.told(arrived, all.length), refused ? say.left(refused) : ""].filter(Boolean).join(" · ");
    if (this.part("told").textContent !== told) this.part("told").textContent = told;
    this.part("pause").hidden = !this.count("waiting");
    this.part("resume").hidden = !this.count("paused");
    const done = this.part("done");
    done.hidden = !(arrived && arrived + refused === all.length && this.root.dataset.doneUrl);
    if (!done.hidden) done.href = this.root.dataset.doneUrl;
  }

  // --- small things ---

  count(state) {
    return [...this.rows.values()].filter(({ row }) => row.state === state).length;
  }

  async note(row, change) {
    Object.assign(row, change);
    this.lookAt(row);
    this.look();
    await store.keep({ ...row }).catch(() => {});
  }

  tell(name, detail) {
    this.root.dispatchEvent(new CustomEvent(`uploads:${name}`, { detail, bubbles: true }));
  }

  token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie?.[1] ?? this.root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  }
}

// without a place to keep files in, the plain form does the work
for (const root of document.querySelectorAll("[data-uploads]")) {
  new Uploads(root).start().catch(() => {});
}
