import type { Jet } from './deviation.js';
import { EventFinder } from './event-finder.js';
import { cuts, type Hit, type Sought } from './events.js';
import type { FlowCrossing } from './flow.js';
import { Haste } from './haste.js';
import { goBack } from './look-back.js';
import { look } from './lookout.js';
import type { Variation, VariedCrossing } from './neighborhood.js';
import type { Point } from './onward.js';
import type { PieceEnd } from './piece-end.js';
import { areSame, MOST_TOGETHER, permutations } from './sequences.js';
import type { Steps } from './steps.js';
import { MOST_HASTY, nearness } from './switching.js';
import type { Interruption } from './transport.js';
import type { VariedOrbit } from './varied-orbit.js';

/** An event that ends a step. */
interface Met {
  readonly event: number;
  readonly crossing: VariedCrossing;
}

/** What an orbit meets on its way, and what comes of it for its neighbors: events, and surfaces at which the equations change. */
export class Encounters {
  readonly crossings: FlowCrossing[] = [];
  readonly steps: Steps;
  readonly #orbit: VariedOrbit;
  readonly #variation: Variation;
  readonly #specs: readonly Sought[];
  readonly #finder: EventFinder;
  readonly #haste = new Haste();
  /** Switches in a row without any time between them, and when there was one last. */
  #hasty = 0;
  #turnedAt = Number.NaN;

  /**
   * @param specs - the events; those with a jump take it from the variation
   * @param steps - takes the starts of all steps
   */
  constructor(orbit: VariedOrbit, variation: Variation, specs: readonly Sought[], steps: Steps) {
    this.#orbit = orbit;
    this.#variation = variation;
    this.#specs = specs;
    this.#finder = new EventFinder(specs, false);
    this.steps = steps;
    orbit.stepper.finder = this.#finder;
    const { initial, t, parameters } = variation;
    this.#stay({ state: initial, t: t[0], parameters });
  }

  /** What happens in the step that was proposed and whose coefficients are at hand; undefined where the orbit has gone back to an earlier time. */
  meet(): Interruption | 'tangent' | undefined {
    const { neighborhood, stepper, kernel, switching } = this.#orbit;
    const { clock } = stepper;
    if (this.#goBack(stepper.step)) return undefined;
    const from = clock.hi;
    const { h, full, hits, cutting, turn, isOnSurface } = look(kernel, stepper, this.#finder, this.#specs, switching);
    const met: Met[] = [];
    for (const { event, s, direction } of hits) {
      const time = clock.after(s * full);
      const crossing = direction === 0 ? undefined : neighborhood.cross(event, this.#orbit.after(s * full), time, full);
      if (crossing === undefined) return 'tangent';
      this.crossings.push({ event, time: crossing.sigma.add(time), state: crossing.state });
      if (cutting.some((hit) => hit.event === event)) met.push({ event, crossing });
    }
    if (met.length > 0) return { h, act: () => (isOnSurface && switching !== undefined ? 'corner' : this.#act(met, full)) };
    return { h, act: () => (turn === undefined ? undefined : this.#turn(turn, from, full)) };
  }

  /** Looks at the signs that formulas have at the very end; returns whether the orbit has gone back from there. */
  lookAtEnd(target: number): boolean {
    const { kernel, stepper } = this.#orbit;
    if (this.#specs.length === 0) return false;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = target;
    kernel.solve();
    return this.#goBack(stepper.step);
  }

  /** Goes back to where the formula of an event has changed its sign, unseen, in the step made last. Returns whether it did. */
  #goBack(step: number): boolean {
    const { kernel, stepper } = this.#orbit;
    const { clock } = stepper;
    const unseen = this.#finder.unseen(kernel, clock.hi, step);
    if (unseen.length === 0) return false;
    const forward = Math.sign(step);
    const event = goBack(kernel, stepper, this.steps, this.steps.count - 1, unseen);
    if (event === undefined) return false;
    const { origin } = this.#orbit.neighborhood.deviations;
    while ((this.crossings.at(-1)?.time.coefficient(origin) ?? clock.hi) * forward > clock.hi * forward) this.crossings.pop();
    this.#finder.goBack(event);
    return true;
  }

  /** Does what events ask for that end a step, from which the last `step` was a part. */
  #act(met: readonly Met[], step: number): 'event' | 'corner' | 'stuck' | undefined {
    const orbit = this.#orbit;
    const { neighborhood, switching } = orbit;
    const { hi: t } = orbit.stepper.clock;
    this.#finder.settle(orbit.solved(), step, met);
    const jumps = (event: number): boolean => this.#variation.jumps?.[event] !== undefined;
    const [from] = this.#variation.t;
    // each of them counts, also behind one that is too much
    const tooMuch = met.filter(({ event }) => jumps(event)).map(({ event }) => this.#haste.isTooMuch(event, t, from));
    if (tooMuch.includes(true)) return 'stuck';
    if (met.length > 1) {
      const isJump = met.every(({ event }) => jumps(event) && this.#specs[event]!.stop !== true);
      const after = isJump && switching === undefined ? this.#jumpTogether(met, step) : undefined;
      if (after === undefined) return 'corner';
      orbit.states = after;
      return undefined;
    }
    const { event, crossing } = met[0]!;
    const ending = this.#specs[event]!.stop === true ? 'event' : undefined;
    if (!jumps(event)) {
      orbit.states = crossing.state.map((series) => series.coefficients);
      return ending;
    }
    const after = neighborhood.reset(event, crossing, t);
    const point = { state: after.map(([x]) => x!), t, parameters: this.#variation.parameters };
    if (switching?.start(point, nearness(point)) === false) return 'stuck';
    if (switching !== undefined) this.#follow();
    this.#stay(point);
    orbit.states = neighborhood.back(after, crossing, t);
    return ending;
  }

  /**
   * The neighbors behind several jumps at the same time. These come to them in one sequence or in another; there is a map only where that makes no difference, as for two
   * balls that hit the floor far from each other.
   */
  #jumpTogether(met: readonly Met[], step: number): readonly Jet[] | undefined {
    const { neighborhood, states, stepper } = this.#orbit;
    const { hi: t } = stepper.clock;
    if (met.length > MOST_TOGETHER) return undefined;
    let common: readonly Jet[] | undefined;
    for (const sequence of permutations(met)) {
      let after: readonly Jet[] = states;
      for (const { event } of sequence) {
        const crossing = neighborhood.cross(event, after, t, step);
        if (crossing === undefined) return undefined;
        after = neighborhood.back(neighborhood.reset(event, crossing, t), crossing, t);
      }
      common ??= after;
      if (!areSame(common.flat(), after.flat())) return undefined;
    }
    return common;
  }

  /**
   * Goes over to the equations behind the end of a piece. Neighbors come to the surface at times σ of their own, go by other equations from there, and are taken back to a
   * common time.
   */
  #turn({ guards }: PieceEnd, from: number, step: number): 'corner' | 'tangent' | 'stuck' | undefined {
    const orbit = this.#orbit;
    const { neighborhood, stepper } = orbit;
    const switching = orbit.switching!;
    const { hi: t } = stepper.clock;
    this.#finder.turn(t, switching.startingAnew(guards));
    this.#hasty = t !== from ? 0 : from === this.#turnedAt ? this.#hasty + 1 : 1;
    this.#turnedAt = t;
    // the root of a neighbor does not touch zero, or has no value
    if (switching.isTouch(guards)) return 'corner';
    const { leg } = switching;
    const before = orbit.parameters;
    const [surface] = guards;
    const point = { state: stepper.state, t, parameters: this.#variation.parameters };
    const isCorner = switching.isCorner(guards, point);
    const crossing = neighborhood.cross(switching.watched + surface!, orbit.states, t, step);
    const leads = this.#hasty <= MOST_HASTY && switching.cross(guards, point);
    if (!leads && !(this.#hasty < 2 * MOST_HASTY && switching.rest(point))) return 'stuck';
    const arrived = this.#stay(point);
    const arrivals = arrived.map(({ event }) => ({ event, crossing: neighborhood.cross(event, orbit.states, t, step) }));
    this.#follow();
    for (const { event, crossing } of arrivals) {
      if (crossing === undefined) return 'tangent';
      this.crossings.push({ event, time: crossing.sigma.add(t), state: crossing.state });
    }
    if (arrived.some(({ event }) => cuts(this.#specs[event]!))) return 'corner';
    this.#finder.leavePending(orbit.solved());
    const isSame = `${leg.piece.system.texts}` === `${switching.leg.piece.system.texts}` && `${before}` === `${orbit.parameters}`;
    if (isSame) return undefined;
    if (isCorner) return 'corner';
    if (crossing === undefined) return 'tangent';
    orbit.states = neighborhood.back(
      crossing.state.map((series) => series.coefficients),
      crossing,
      t,
    );
    return undefined;
  }

  /** Tells the finder which formulas stay zero from a point on, and returns the events of those that have come to zero just now. */
  #stay(point: Point): readonly Pick<Hit, 'event'>[] {
    const { switching } = this.#orbit;
    const { t } = this.#variation;
    if (switching === undefined || this.#specs.length === 0) return [];
    return this.#finder.stay(point.t, Math.sign(t[1] - t[0]), switching.resting(point));
  }

  #follow(): void {
    this.#orbit.follow();
    this.steps.change(this.#orbit.regime!);
  }
}
