import * as numeric from './numeric.js';
import { boundsOf } from './operand.js';
import * as relation from './relations.js';

/** A relation between two sets of numbers. */
export type Relation = (x: relation.Bounds, y: relation.Bounds) => boolean;

/** Numbers that describe an interval, and its relations to another, which may be given as any `Y`, a number among them. */
export abstract class Compared<Y> {
  /** The set that is described. */
  protected abstract bounds(): relation.Bounds;

  /** Whether the relation holds between this and y, of which `read` gives the bounds. */
  protected abstract related(holds: Relation, y: Y, read?: typeof boundsOf): boolean;

  /** The midpoint rounded to nearest: 0 for the real line, ±MAX for a half-line, NaN if empty. */
  mid(): number {
    return numeric.mid(this.bounds());
  }

  /** The least double r with x ⊆ [mid − r, mid + r]; NaN if empty. */
  rad(): number {
    return numeric.rad(this.bounds());
  }

  /** hi − lo rounded up; NaN if empty. */
  wid(): number {
    return numeric.wid(this.bounds());
  }

  /** max |x|; NaN if empty. */
  mag(): number {
    return numeric.mag(this.bounds());
  }

  /** min |x|; NaN if empty. */
  mig(): number {
    return numeric.mig(this.bounds());
  }

  /** Whether it has no member. */
  isEmpty(): boolean {
    return relation.isEmpty(this.bounds());
  }

  /** Whether it is the real line. */
  isEntire(): boolean {
    return relation.isEntire(this.bounds());
  }

  /** Whether it has one member. */
  isSingleton(): boolean {
    return relation.isSingleton(this.bounds());
  }

  /** Nonempty and bounded. */
  isCommon(): boolean {
    return relation.isCommon(this.bounds());
  }

  /** Whether the number x is a member, or the interval x, whose bounds need not be doubles, a subset. An infinity is a member of nothing. */
  contains(x: Y): boolean {
    return typeof x === 'number' ? relation.isMember(x, this.bounds()) : this.related(relation.superset, x, boundsOf);
  }

  /** x ⊆ y. */
  subset(y: Y): boolean {
    return this.related(relation.subset, y);
  }

  /** Whether x lies in the interior of y. */
  interior(y: Y): boolean {
    return this.related(relation.interior, y);
  }

  /** x ∩ y = ∅. */
  disjoint(y: Y): boolean {
    return this.related(relation.disjoint, y);
  }

  /** Whether both have the same members. */
  equals(y: Y): boolean {
    return this.related(relation.equal, y);
  }

  /** lo ≤ y.lo and hi ≤ y.hi: the intervals may overlap. */
  less(y: Y): boolean {
    return this.related(relation.less, y);
  }

  /** lo < y.lo and hi < y.hi, or equal where infinite: the intervals may overlap. */
  strictLess(y: Y): boolean {
    return this.related(relation.strictLess, y);
  }

  /** hi ≤ y.lo: no member is above one of y. */
  precedes(y: Y): boolean {
    return this.related(relation.precedes, y);
  }

  /** hi < y.lo: every member is below every one of y. */
  strictPrecedes(y: Y): boolean {
    return this.related(relation.strictPrecedes, y);
  }
}
