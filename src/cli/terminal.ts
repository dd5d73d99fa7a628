import process from 'node:process';

/** Where the command writes: results to standard output, and while it works, one line that comes and goes on a terminal. */
export class Terminal {
  readonly #live: boolean = process.stderr.isTTY === true;
  readonly #styled: boolean = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  #shown = 0;
  #last = 0;

  print(text = ''): void {
    this.clear();
    process.stdout.write(`${text}\n`);
  }

  heading(text: string): string {
    return this.#styled ? `\u001b[1m${text}\u001b[22m` : text;
  }

  faint(text: string): string {
    return this.#styled ? `\u001b[2m${text}\u001b[22m` : text;
  }

  error(text: string): void {
    this.clear();
    process.stderr.write(`${text}\n`);
  }

  /** Shows a line that says what is going on, at most every 40 ms; where standard error is not a terminal, nothing. */
  progress(text: () => string): void {
    if (!this.#live || Date.now() - this.#last < 40) return;
    const line = text();
    process.stderr.write(`\r${line.padEnd(this.#shown)}`);
    this.#shown = line.length;
    this.#last = Date.now();
  }

  clear(): void {
    if (this.#shown > 0) process.stderr.write(`\r${' '.repeat(this.#shown)}\r`);
    this.#shown = 0;
  }
}
