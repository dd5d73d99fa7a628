import { exactBoundsOf } from './operand.js';
import { type Bounds, isEmpty } from './relations.js';

/** How one interval lies relative to another: the sixteen states of IEEE 1788-2015 table 10.7, after J. F. Allen. */
export type Overlap =
  | 'bothEmpty'
  | 'firstEmpty'
  | 'secondEmpty'
  | 'before'
  | 'meets'
  | 'overlaps'
  | 'starts'
  | 'containedBy'
  | 'finishes'
  | 'equals'
  | 'finishedBy'
  | 'contains'
  | 'startedBy'
  | 'overlappedBy'
  | 'metBy'
  | 'after';

/**
 * The state of x relative to y: exactly one of the sixteen holds.
 * @guarantee exact
 * @throws RangeError for what is no interval
 * @example
 * overlap(interval(1, 2), interval(2, 3)); // 'meets'
 */
export function overlap(x: Bounds, y: Bounds): Overlap {
  return stateOf(exactBoundsOf(x), exactBoundsOf(y));
}

function stateOf(x: Bounds, y: Bounds): Overlap {
  if (isEmpty(x)) return isEmpty(y) ? 'bothEmpty' : 'firstEmpty';
  if (isEmpty(y)) return 'secondEmpty';
  if (x.hi < y.lo) return 'before';
  if (y.hi < x.lo) return 'after';
  if (x.lo === y.lo) return x.hi === y.hi ? 'equals' : x.hi < y.hi ? 'starts' : 'startedBy';
  if (x.hi === y.hi) return x.lo < y.lo ? 'finishedBy' : 'finishes';
  if (x.hi === y.lo) return 'meets';
  if (y.hi === x.lo) return 'metBy';
  if (x.lo < y.lo) return x.hi < y.hi ? 'overlaps' : 'contains';
  return x.hi < y.hi ? 'containedBy' : 'overlappedBy';
}
