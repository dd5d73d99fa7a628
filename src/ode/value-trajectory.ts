import { showAsText } from '../text/inspect.js';
import { bytesOf, partsOfBytes } from './binary.js';
import { Course, type CourseParts } from './course.js';
import { headerOfValues, jsonOfValues, partsOfValues, partsOfValuesWith, type ValueTrajectoryJson } from './value-archive.js';
import type { ValueSteps } from './value-steps.js';

/**
 * What `integrate` returns for values that are not numbers: Decimals, double-doubles, complex numbers, series.
 *
 * @example
 * const orbit = integrate({ x: 'v', v: '-x' }, [doubleDouble(1), 0], { t: [0, 1, 2] });
 * orbit.at(0.5)[0].toString(); // '0.8775825618903727161162815826038'
 * orbit.derivativeAt(1)[0].toString(); // '-0.8414709848078965066525023216303'
 * ValueTrajectory.fromJSON(JSON.parse(JSON.stringify(orbit))).at(0.5)[0].toString(); // '0.8775825618903727161162815826038'
 */
export class ValueTrajectory<T> extends Course<T, ValueSteps<T>> {
  /**
   * This trajectory and another one of the same equations and order over the same kind of values, as `Trajectory.join` does: one that begins where this one ends, or one
   * from the same initial time in the other direction.
   *
   * @throws RangeError where the two do not fit, TypeError for a trajectory of another kind
   * @example
   * const field = system({ x: 'v', v: '-x' });
   * const [past, future] = [-2, 2].map((end) => integrate(field, [doubleDouble(1), 0], { t: [0, end] }));
   * const orbit = past.join(future);
   * [orbit.t[0].toNumber(), orbit.at(-1)[1].toString()]; // [-2, '0.8414709848078965066525023216303']
   */
  join(other: ValueTrajectory<T>): ValueTrajectory<T> {
    return new ValueTrajectory(this.joinedParts(other as this, (a, b) => a.joined(b)));
  }

  /** Plain data for JSON, from which `ValueTrajectory.fromJSON` makes this trajectory again, to the last digit. */
  toJSON(): ValueTrajectoryJson {
    return jsonOfValues(this.parts);
  }

  /**
   * The trajectory that `toJSON` has written: from the object, not from its text. Decimals have a constructor of their old precision and rounding, that of decimal.js itself
   * where it is so set.
   *
   * @throws RangeError for anything else, FormulaError for equations that cannot be read
   */
  static fromJSON<T>(value: unknown): ValueTrajectory<T> {
    return new ValueTrajectory(partsOfValues<T>('ValueTrajectory.fromJSON', value));
  }

  /** The same with the steps in bytes, 16 a value for double-doubles and a little more than one for each digit of a Decimal, with a check sum. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const { header, doubles } = headerOfValues(this.parts);
    return bytesOf(FORMAT, header, { record: doubles.length, first: 0, count: 1, recordOf: () => doubles });
  }

  /**
   * The trajectory that `toBytes` has written.
   *
   * @throws RangeError for bytes that were changed, cut off, or are of another kind
   */
  static fromBytes<T>(bytes: Uint8Array): ValueTrajectory<T> {
    const where = 'ValueTrajectory.fromBytes';
    const { header, records } = partsOfBytes(where, FORMAT, bytes);
    return new ValueTrajectory(partsOfValuesWith<T>(where, header, records));
  }

  protected override made(parts: CourseParts<T, ValueSteps<T>>): this {
    return new ValueTrajectory(parts) as this;
  }

  protected override own(where: string, t: T | number): T {
    return this.track.own(where, t);
  }
}

/** What its bytes begin with. */
const FORMAT = 'BROOKVAL';

showAsText(ValueTrajectory.prototype);
