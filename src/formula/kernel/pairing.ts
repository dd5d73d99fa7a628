import type { Application } from '../../series/program.js';
import { type Pending, sumsOf } from './sums.js';

/** Candidates that are tried for a partner that nothing determines yet. */
const TRIES = 8;

/** A row that lies interleaved with another one, in lane 0 or 1. */
export interface Twin {
  readonly other: number;
  readonly lane: 0 | 1;
}

/** Applications of one rule whose sums run in the two lanes of vectors. */
export interface Pairing {
  /** The application in lane 1, by that in lane 0. */
  readonly partners: ReadonlyMap<Application, Application>;
  readonly twins: ReadonlyMap<number, Twin>;
  /** How many of all sums have a partner, 0 to 1. */
  readonly share: number;
}

/**
 * Finds applications of the same rule whose sums can run side by side: factors are rows that lie interleaved, or one row for both. A row has one twin, so
 * what is paired first decides over the rest. Large systems repeat themselves (pairs of bodies, columns of variational equations, coordinates),
 * and a greedy search finds most of it.
 *
 * @param sections - partners come from the same section
 */
export function pair(sections: readonly (readonly Application[])[]): Pairing {
  const partners = new Map<Application, Application>();
  const twins = new Map<number, Twin>();
  let sums = 0;
  let paired = 0;
  for (const applications of sections) {
    const byRule = new Map<string, Candidate[]>();
    for (const application of applications) {
      const own = sumsOf(application);
      sums += own.length;
      if (own.length === 0) continue;
      const name = `${application.rule.name} ${application.inTurns}`;
      const members = byRule.get(name);
      if (members === undefined) byRule.set(name, [{ application, sums: own }]);
      else members.push({ application, sums: own });
    }
    for (const members of byRule.values()) paired += pairMembers(members, partners, twins);
  }
  return { partners, twins, share: sums === 0 ? 0 : paired / sums };
}

interface Candidate {
  readonly application: Application;
  readonly sums: readonly Omit<Pending, 'accumulator'>[];
}

/** Pairs applications of one rule, and returns how many sums got a partner. */
function pairMembers(members: readonly Candidate[], partners: Map<Application, Application>, twins: Map<number, Twin>): number {
  const byRow = new Map<number, Candidate[]>();
  for (const member of members) {
    for (const { x, y } of member.sums) {
      for (const row of [x, y]) {
        const users = byRow.get(row);
        if (users === undefined) byRow.set(row, [member]);
        else if (users.at(-1) !== member) users.push(member);
      }
    }
  }
  const done = new Set<Candidate>();
  let paired = 0;
  members.forEach((member, i) => {
    if (done.has(member)) return;
    const fixed = member.sums.flatMap(({ x, y }) => [x, y]).find((row) => twins.has(row));
    const others = fixed === undefined ? members.slice(i + 1, i + 1 + TRIES) : (byRow.get(twins.get(fixed)!.other) ?? []);
    const shared =
      fixed === undefined ? [] : member.sums.flatMap(({ x, y }) => [...(byRow.get(x) ?? []), ...(byRow.get(y) ?? [])]);
    for (const other of [...others, ...shared.slice(0, 4 * TRIES)]) {
      if (other === member || done.has(other)) continue;
      for (const [first, second] of [
        [member, other],
        [other, member],
      ] as const) {
        const added = twinsOf(first, second, twins);
        if (added === undefined) continue;
        for (const [row, twin] of added) twins.set(row, twin);
        partners.set(first.application, second.application);
        done.add(member);
        done.add(other);
        paired += 2 * member.sums.length;
        return;
      }
    }
  });
  return paired;
}

/** The twins that two applications side by side need in addition; undefined where rows are otherwise bound. */
function twinsOf(first: Candidate, second: Candidate, twins: ReadonlyMap<number, Twin>): Map<number, Twin> | undefined {
  const added = new Map<number, Twin>();
  const bind = (a: number, b: number): boolean => {
    if (a === b) return true;
    const own = twins.get(a) ?? added.get(a);
    const others = twins.get(b) ?? added.get(b);
    if (own === undefined && others === undefined) {
      added.set(a, { other: b, lane: 0 });
      added.set(b, { other: a, lane: 1 });
      return true;
    }
    return own?.other === b && own.lane === 0;
  };
  const fits = first.sums.every(({ x, y }, i) => {
    const { x: u, y: v } = second.sums[i]!;
    return !(x === u && y === v) && bind(x, u) && bind(y, v);
  });
  return fits ? added : undefined;
}
