// Small things kept on this device under one prefix. A browser that forbids storage gets a memory that ends with the page.
const PREFIX = "anxin.";

function storage() {
  try {
    const store = window.localStorage;
    store.setItem(`${PREFIX}try`, "1");
    store.removeItem(`${PREFIX}try`);
    return store;
  } catch (refused) {
    return null;
  }
}

/** A keeper over a Storage-like object, or over memory when there is none (also used by the tests). */
export function keeper(store) {
  const memory = new Map();
  const names = () => (store ? Object.keys(store).filter((name) => name.startsWith(PREFIX)) : [...memory.keys()]);
  return {
    get: (name) => {
      const found = store ? store.getItem(PREFIX + name) : memory.get(PREFIX + name);
      return found === undefined ? null : found;
    },
    set: (name, value) => {
      try {
        if (store) store.setItem(PREFIX + name, value);
        else memory.set(PREFIX + name, value);
        return true;
      } catch (full) {
        return false;
      }
    },
    drop: (name) => (store ? store.removeItem(PREFIX + name) : memory.delete(PREFIX + name)),
    names: (start) => names().map((name) => name.slice(PREFIX.length)).filter((name) => name.startsWith(start)),
  };
}

export const keep = keeper(typeof window === "undefined" ? null : storage());
export const storageKey = (name) => PREFIX + name;
