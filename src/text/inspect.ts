/** The name under which `console.log` of Node looks for a value's own text; browsers never ask for it. */
const name = Symbol.for('nodejs.util.inspect.custom');

/** Makes `console.log` of Node show values of a class as `toString` does, instead of their parts. */
export function showAsText(prototype: { toString(): string }): void {
  Object.defineProperty(prototype, name, {
    value(this: { toString(): string }): string {
      return this.toString();
    },
  });
}
