/** A point of a drawing, in pixels from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** Attributes of an element, by their SVG names. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A drawing that is written down element by element. */
export class Svg {
  readonly width: number;
  readonly height: number;
  readonly #elements: string[] = [];

  /** @param title - for readers who do not see the drawing */
  constructor(width: number, height: number, title: string) {
    this.width = width;
    this.height = height;
    this.#elements.push(`<title>${escaped(title)}</title>`);
  }

  rect(x: number, y: number, width: number, height: number, attributes: Attributes): void {
    this.#add('rect', { x: short(x), y: short(y), width: short(width), height: short(height), ...attributes });
  }

  line(from: Point, to: Point, attributes: Attributes): void {
    this.#add('line', { x1: short(from[0]), y1: short(from[1]), x2: short(to[0]), y2: short(to[1]), ...attributes });
  }

  circle(center: Point, r: number, attributes: Attributes): void {
    this.#add('circle', { cx: short(center[0]), cy: short(center[1]), r: short(r), ...attributes });
  }

  /** Straight pieces from point to point. */
  polyline(points: readonly Point[], attributes: Attributes): void {
    this.#add('path', { d: through(points), fill: 'none', ...attributes });
  }

  polygon(points: readonly Point[], attributes: Attributes): void {
    this.#add('path', { d: `${through(points)}Z`, ...attributes });
  }

  text(content: string, [x, y]: Point, attributes: Attributes = {}): void {
    this.#add('text', { x: short(x), y: short(y), ...attributes }, content);
  }

  /** What `draw` adds, in one group with these attributes. */
  group(attributes: Attributes, draw: () => void): void {
    this.#elements.push(`<g${written(attributes)}>`);
    draw();
    this.#elements.push('</g>');
  }

  toString(): string {
    const { width, height } = this;
    const attributes = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height };
    return `<svg${written(attributes)}>\n${this.#elements.join('\n')}\n</svg>\n`;
  }

  #add(name: string, attributes: Attributes, content?: string): void {
    const end = content === undefined ? '/>' : `>${escaped(content)}</${name}>`;
    this.#elements.push(`<${name}${written(attributes)}${end}`);
  }
}

/** From data to pixels. */
export type Scale = (value: number) => number;

export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  return (value) => to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);
}

/** The same for positive data by their logarithms. */
export function logarithmic(from: readonly [number, number], to: readonly [number, number]): Scale {
  const scale = linear([Math.log(from[0]), Math.log(from[1])], to);
  return (value) => scale(Math.log(value));
}

/** A color between given ones, as `#rrggbb`: at 0 the first, at 1 the last. */
export function blend(colors: readonly (readonly [number, number, number])[], at: number): string {
  const position = Math.min(Math.max(at, 0), 1) * (colors.length - 1);
  const i = Math.min(Math.floor(position), colors.length - 2);
  const channels = [0, 1, 2].map((c) => {
    const from = colors[i]?.[c] ?? 0;
    const to = colors[i + 1]?.[c] ?? 0;
    return Math.round(from + (position - i) * (to - from));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function through(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');
}

/** Tenths of a pixel are enough. */
function short(x: number): string {
  return String(Math.round(x * 10) / 10);
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
