import type { Flowpipe, Interval, Trajectory } from '../index.js';
import { rough } from './digits.js';
import { blend, linear, logarithmic, type Point, type Scale, Svg } from './svg.js';

/** What the picture shows: an approximate orbit, the proved tube around it, and the proved box at one time. */
export interface Scene {
  readonly trajectory: Trajectory;
  readonly flowpipe: Flowpipe;
  readonly instant: { readonly t: number; readonly box: readonly Interval[] };
}

/** The tube at one time: a rectangle in the plane of the picture, and the width of the whole box. */
interface Slice {
  readonly t: number;
  readonly x: Interval;
  readonly z: Interval;
  readonly width: number;
}

const ink = '#1d2433';
const faint = '#8a93a6';
const paper = '#ffffff';
/** Keeps a label readable on top of lines. */
const halo = { stroke: paper, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
/** From the narrowest tube to the widest. */
const ramp = [
  [36, 41, 122],
  [24, 110, 165],
  [34, 158, 135],
  [229, 168, 35],
  [214, 60, 44],
] as const;
const narrowest = 1e-15;
const widest = 2;
const horizontal = linear([-21, 21], [60, 1140]);
const vertical = linear([3, 50], [720, 110]);

/** The orbit in the (x, z) plane with its tube, a magnified view of the proved box, and the width of the tube over time. */
export function draw({ trajectory, flowpipe, instant }: Scene): string {
  const slices = tube(flowpipe);
  const title = 'A proved orbit of the Lorenz system';
  const svg = new Svg(1200, 1040, title);
  const font = { 'font-family': 'Inter, "Helvetica Neue", Arial, sans-serif', 'font-size': 15, fill: ink };
  svg.rect(0, 0, svg.width, svg.height, { fill: paper });
  svg.group(font, () => {
    svg.text(title, [60, 58], { 'font-size': 28, 'font-weight': 600 });
    svg.text('x′ = 10 (y − x),  y′ = x (28 − z) − y,  z′ = xy − 8/3 z,  from (15, 15, 36); x to the right, z up', [60, 86], {
      fill: faint,
    });
    orbit(svg, slices, trajectory);
    magnified(svg, instant, trajectory);
    widths(svg, slices);
  });
  return svg.toString();
}

/** Slices along the flowpipe, until the box is as wide as the attractor's details. */
function tube(flowpipe: Flowpipe): Slice[] {
  const slices: Slice[] = [];
  const step = 1 / 256;
  for (let t = 0; t < flowpipe.reached; t += step) {
    const box = flowpipe.at(t);
    const [x, , z] = box;
    const width = Math.max(...box.map((side) => side.wid()));
    if (x === undefined || z === undefined || width > widest) break;
    slices.push({ t, x, z, width });
  }
  return slices;
}

function orbit(svg: Svg, slices: readonly Slice[], trajectory: Trajectory): void {
  const [x, z] = [horizontal, vertical];
  const middle = (slice: Slice): Point => [x(slice.x.mid()), z(slice.z.mid())];
  // The widest at the bottom, so that it hides nothing. Neighbors overlap by one slice, so that no gap shows.
  for (let i = slices.length - 2; i >= 0; i--) {
    const [from, to] = [slices[i]!, slices[i + 1]!];
    if (to.width < 0.01) break;
    const color = colorOf(to.width);
    const corners = [from, to].flatMap((slice) => cornersOf(slice, x, z));
    svg.polygon(convexHull(corners), { fill: color, stroke: color, 'stroke-width': 1, 'stroke-linejoin': 'round' });
  }
  inRuns(slices, (run, color) => {
    svg.polyline(run.map(middle), { stroke: color, 'stroke-width': 3, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' });
  });
  const count = 4000;
  const end = trajectory.t.at(-1) ?? 0;
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const [u = 0, , w = 0] = trajectory.at((i / count) * end);
    return [x(u), z(w)] as const;
  });
  svg.polyline(points, { stroke: paper, 'stroke-width': 0.7, 'stroke-linejoin': 'round' });
  svg.circle(points[0]!, 5, { fill: paper, stroke: ink, 'stroke-width': 1.5 });
  svg.text('t = 0', [points[0]![0] + 11, points[0]![1] + 5], halo);
  const last = slices.at(-1)!;
  svg.text(`t = ${last.t.toFixed(1)}`, [x(last.x.hi) - 10, z(last.z.hi) - 8], halo);
  svg.text('color: the proved tube, by its width', [60, 700], { fill: faint });
  svg.text(`white: the approximate orbit, to t = ${end}`, [60, 722], { fill: faint });
}

/** The box at one time, so enlarged that it can be seen, with the approximate state in it. */
function magnified(svg: Svg, { t, box }: Scene['instant'], trajectory: Trajectory): void {
  const [x, , z] = box;
  if (x === undefined || z === undefined) return;
  const size = 150;
  const [left, top] = [590, 100];
  const reach = 0.75 * Math.max(x.wid(), z.wid());
  const across = linear([-reach, reach], [left, left + size]);
  const up = linear([-reach, reach], [top + size, top]);
  const [u = 0, , w = 0] = trajectory.at(t);
  const mark: Point = [horizontal(x.mid()), vertical(z.mid())];
  svg.line(mark, [left, top], { stroke: faint });
  svg.line(mark, [left, top + size], { stroke: faint });
  svg.circle(mark, 4, { fill: ink });
  svg.rect(left, top, size, size, { fill: paper, stroke: faint });
  const [x0, x1] = [across(x.lo - x.mid()), across(x.hi - x.mid())];
  const [z0, z1] = [up(z.hi - z.mid()), up(z.lo - z.mid())];
  svg.rect(x0, z0, x1 - x0, z1 - z0, {
    fill: colorOf(x.wid()),
    'fill-opacity': 0.25,
    stroke: colorOf(x.wid()),
    'stroke-width': 2,
  });
  svg.circle([across(u - x.mid()), up(w - z.mid())], 4, { fill: ink });
  svg.text(`the proved box at t = ${t}`, [left + size + 14, top + 14]);
  svg.text(`${rough(Math.max(...box.map((side) => side.wid())))} wide; dot: approximate`, [left + size + 14, top + 36], {
    fill: faint,
  });
}

/** Width of the box over time. */
function widths(svg: Svg, slices: readonly Slice[]): void {
  const end = Math.ceil(slices.at(-1)!.t);
  const t = linear([0, end], [130, 1140]);
  const w = logarithmic([narrowest, widest], [980, 770]);
  for (let exponent = -15; exponent <= 0; exponent += 3) {
    const y = w(10 ** exponent);
    svg.line([t(0), y], [t(end), y], { stroke: '#e3e6ec' });
    svg.text(`1e${exponent}`.replace('1e0', '1'), [t(0) - 12, y + 5], { 'text-anchor': 'end', fill: faint });
  }
  for (let time = 0; time <= end; time += 5) {
    svg.text(String(time), [t(time), 1006], { 'text-anchor': 'middle', fill: faint });
  }
  svg.text('time', [t(end), 1006], { 'text-anchor': 'end', fill: faint });
  svg.text('width', [60, w(1) + 5], { fill: faint });
  inRuns(
    slices.filter(({ width }, i) => i % 8 === 0 && width >= narrowest),
    (run, color) => {
      const points = run.map((slice): Point => [t(slice.t), w(slice.width)]);
      svg.polyline(points, { stroke: color, 'stroke-width': 2.5, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' });
    },
  );
}

function colorOf(width: number): string {
  const scale = logarithmic([narrowest, widest], [0, 1]);
  return blend(ramp, Math.round(48 * scale(Math.max(width, narrowest))) / 48);
}

/** Calls `each` for runs of slices of one color; a run begins where the one before it ends. */
function inRuns(slices: readonly Slice[], each: (run: readonly Slice[], color: string) => void): void {
  let start = 0;
  for (let i = 1; i <= slices.length; i++) {
    const color = colorOf(slices[start]!.width);
    if (i < slices.length && colorOf(slices[i]!.width) === color) continue;
    each(slices.slice(start, i + 1), color);
    start = i;
  }
}

function cornersOf({ x, z }: Slice, across: Scale, up: Scale): Point[] {
  return [x.lo, x.hi].flatMap((u) => [z.lo, z.hi].map((w): Point => [across(u), up(w)]));
}

/** The corners of the convex hull in order: Andrew's monotone chain. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (ordered: readonly Point[]): Point[] => {
    const hull: Point[] = [];
    for (const p of ordered) {
      while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, p) <= 0) hull.pop();
      hull.push(p);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
