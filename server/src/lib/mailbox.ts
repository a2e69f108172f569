/** A bounded single-reader queue: many sources put, one loop takes. */
export class Mailbox<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  readonly #bound: number;
  #wake: (() => void) | undefined;
  #closed = false;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** False when the box is full: the item was not taken. A closed box takes nothing and does not complain: its reader has left. */
  put(item: T): boolean {
    if (this.#closed) return true;
    if (this.#items.length >= this.#bound) return false;
    this.#items.push(item);
    this.#wake?.();
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    while (true) {
      const item = this.#items.shift();
      if (item !== undefined) yield item;
      else if (this.#closed) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }
}
