/** The last of the integers from `low` to `high` that something holds for, where it holds from the first one on up to some; `low` where it holds for none. */
export function lastOf(low: number, high: number, holds: (i: number) => boolean): number {
  let [least, most] = [low, high];
  while (least < most) {
    const middle = (least + most + 1) >> 1;
    if (holds(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}
