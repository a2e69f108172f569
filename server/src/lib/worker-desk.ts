import { Worker } from "node:worker_threads";

/** Answers of a thread to questions with ids; a thread that dies fails what it was asked, and the next question starts another. */
export class WorkerDesk<Question extends { id: number }, Answer extends { id: number }> {
  readonly #file: URL;
  readonly #asked = new Map<number, { answer: (answer: Answer) => void; failed: (error: Error) => void }>();
  #worker: Worker | undefined;
  #next = 1;
  #closed = false;

  constructor(file: URL) {
    this.#file = file;
  }

  /** How many questions wait for their answer. */
  get waiting(): number {
    return this.#asked.size;
  }

  /** @throws Error when the thread died or the desk is closed. */
  ask(question: Omit<Question, "id">, transfer: readonly ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((answer, failed) => {
      if (this.#closed) return failed(new Error("Stopping."));
      const id = this.#next++;
      this.#asked.set(id, { answer, failed });
      this.#running().postMessage({ ...question, id }, [...transfer]);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#fail(new Error("Stopping."));
    await this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    // What node:wasi says of itself at each start is nothing an operator can act on.
    const worker = new Worker(this.#file, { execArgv: ["--disable-warning=ExperimentalWarning"] });
    worker.unref();
    worker.on("message", (answer: Answer) => {
      this.#asked.get(answer.id)?.answer(answer);
      this.#asked.delete(answer.id);
    });
    const gone = (why: Error) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#fail(why);
    };
    worker.on("error", (error) => gone(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => gone(new Error(`The thread ended with ${code}.`)));
    this.#worker = worker;
    return worker;
  }

  #fail(why: Error): void {
    for (const { failed } of this.#asked.values()) failed(why);
    this.#asked.clear();
  }
}
