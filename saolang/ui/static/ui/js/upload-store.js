// Files that wait to be sent, kept on this device until the server has them.
//
// A row says what a file is and how far it got; its bytes lie beside it. Everything
// belongs to one account: nobody else's queue is ever shown or sent.

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("saolang-uploads", 1);
    request.onupgradeneeded = () => {
      const rows = request.result.createObjectStore("rows", { keyPath: "id" });
      rows.createIndex("place", ["account", "folder"]);
      request.result.createObjectStore("bytes");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function work(mode, change) {
  const transaction = (await database()).transaction(["rows", "bytes"], mode);
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  const result = change(transaction.objectStore("rows"), transaction.objectStore("bytes"));
  await done;
  return result;
}

export async function rowsOf(account, folder) {
  const rows = await work("readonly", (rows) => asked(rows.index("place").getAll([account, folder])));
  return rows.sort((a, b) => a.order - b.order);
}

export const rowOf = (id) => work("readonly", (rows) => asked(rows.get(id)));
export const bytesOf = (id) => work("readonly", (_rows, bytes) => asked(bytes.get(id)));

// row and bytes together, so that neither is ever there without the other
export const keep = (row, blob) =>
  work("readwrite", (rows, bytes) => {
    rows.put(row);
    if (blob) bytes.put(blob, row.id);
  });

export const dropBytes = (row) =>
  work("readwrite", (rows, bytes) => {
    rows.put(row);
    bytes.delete(row.id);
  });

export const drop = (id) =>
  work("readwrite", (rows, bytes) => {
    rows.delete(id);
    bytes.delete(id);
  });
