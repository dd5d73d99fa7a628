import { describe, expect, test } from 'vitest';
import { blend, linear, logarithmic, Svg } from '../../src/cli/svg.js';

describe('Svg', () => {
  test('writes its elements in order, numbers short and text escaped', () => {
    const svg = new Svg(100, 50, 'R & D');
    svg.rect(0, 1, 2.04, 3.06, { fill: 'none' });
    svg.group({ stroke: 'red' }, () => svg.line([0, 0], [1 / 3, -1e-9], {}));
    svg.polyline([[0, 0], [1, 2], [3, 4]], { stroke: 'blue' }); // biome-ignore format: points
    svg.polygon([[0, 0], [1, 2], [3, 4]], { fill: 'blue' }); // biome-ignore format: points
    svg.circle([5, 6], 7, {});
    svg.text('a < b & "c"', [1, 2], { 'font-family': '"x"' });
    expect(String(svg)).toBe(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50">
<title>R &amp; D</title>
<rect x="0" y="1" width="2" height="3.1" fill="none"/>
<g stroke="red">
<line x1="0" y1="0" x2="0.3" y2="0"/>
</g>
<path d="M0 0L1 2L3 4" fill="none" stroke="blue"/>
<path d="M0 0L1 2L3 4Z" fill="blue"/>
<circle cx="5" cy="6" r="7"/>
<text x="1" y="2" font-family="&quot;x&quot;">a &lt; b &amp; &quot;c&quot;</text>
</svg>
`);
  });
});

test('scales map ends to ends', () => {
  const x = linear([-1, 1], [100, 200]);
  expect([-1, 0, 1].map(x)).toEqual([100, 150, 200]);
  const y = logarithmic([1e-15, 1], [300, 0]);
  expect([1e-15, 1e-5, 1].map(y).map(Math.round)).toEqual([300, 100, 0]);
});

test('colors blend from the first to the last', () => {
  const ramp = [[0, 0, 0], [255, 0, 16], [255, 255, 255]] as const; // biome-ignore format: colors
  expect([-1, 0, 0.25, 0.5, 1, 2].map((at) => blend(ramp, at))).toEqual(
    ['#000000', '#000000', '#800008', '#ff0010', '#ffffff', '#ffffff'], // biome-ignore format: colors
  );
});
